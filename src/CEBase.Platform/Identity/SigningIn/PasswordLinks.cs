using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Traces;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>
/// One-time links by which somebody sets a password: staff make one and hand it over, never learning the password, or its owner has one sent by mail.
/// An account has at most one of each kind, so that who asks for mail in another's name can't take away what staff have handed over.
/// </summary>
internal sealed class PasswordLinks(IDatabase database, AccountRepository repository, Trace trace, IPasswordHasher<Account> hasher, IOptions<IdentitySettings> settings, TimeProvider clock)
{
    private sealed record Link
    {
        public long AccountId { get; init; }
        public string SecurityStamp { get; init; } = "";
        public DateTimeOffset ExpiresAt { get; init; }
        public bool ByMail { get; init; }
    }

    /// <summary>Life of a link sent by mail: long enough for slow mail, short enough that a mailbox read by others later holds no key.</summary>
    public static readonly TimeSpan MailLife = TimeSpan.FromMinutes(30);

    /// <summary>Within this time no second mail goes to the same account, whoever asks how often.</summary>
    public static readonly TimeSpan MailPause = TimeSpan.FromMinutes(1);

    /// <summary>How long a link from staff holds.</summary>
    public int Hours => settings.Value.PasswordLinkHours;

    /// <summary>Makes the account's only link from staff inside a change and returns its path.</summary>
    public Task<string> MakeAsync(DbScope db, Account account) => MakeAsync(db, account, TimeSpan.FromHours(Hours), byMail: false);

    /// <summary>Makes the account's only link by mail inside a write and returns its path; null when one was made a moment ago.</summary>
    public async Task<string?> MakeForMailAsync(DbScope db, Account account)
    {
        var recent = await db.ScalarAsync<long>("SELECT count(*) FROM password_link WHERE account_id = @Id AND by_mail = TRUE AND expires_at > @Until",
            new { account.Id, Until = clock.GetUtcNow() + MailLife - MailPause });
        return recent > 0 ? null : await MakeAsync(db, account, MailLife, byMail: true);
    }

    private async Task<string> MakeAsync(DbScope db, Account account, TimeSpan life, bool byMail)
    {
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await db.ExecuteAsync("DELETE FROM password_link WHERE account_id = @Id AND by_mail = @byMail", new { account.Id, byMail });
        await db.ExecuteAsync(
            "INSERT INTO password_link (token_hash, account_id, security_stamp, expires_at, by_mail) VALUES (@Hash, @Id, @SecurityStamp, @ExpiresAt, @byMail)",
            new { Hash = HashOf(token), account.Id, account.SecurityStamp, ExpiresAt = clock.GetUtcNow() + life, byMail });
        return $"/account/set-password?token={token}";
    }

    /// <summary>Whose link it is.</summary>
    /// <exception cref="Refusal"><c>link_invalid</c>.</exception>
    public Task<Account> OwnerAsync(string? token) => database.ReadAsync(async db => (await FindAsync(db, token)).Owner);

    /// <summary>Sets the password, uses the link up and ends all sessions. Lock-out ends: who holds the link was looked at by staff or reads the account's mail.</summary>
    /// <exception cref="Refusal"><c>link_invalid</c>, <c>password_weak</c>, <c>password_differs</c>.</exception>
    public async Task UseAsync(string? token, string? password, string? again)
    {
        var owner = await OwnerAsync(token);
        PasswordRules.Demand(password, again, owner);
        var hash = hasher.HashPassword(owner, password!);
        await database.WriteAsync(async db =>
        {
            var (account, byMail) = await FindAsync(db, token);
            if (await db.ExecuteAsync("DELETE FROM password_link WHERE token_hash = @Hash", new { Hash = HashOf(token) }) != 1)
            {
                throw Invalid();
            }
            account.PasswordHash = hash;
            account.MustChangePassword = false;
            account.SecurityStamp = Account.NewStamp();
            if (!await repository.UpdateAsync(db, account))
            {
                throw Invalid();
            }
            await repository.ClearFailuresAsync(db, account.Id);
            await repository.LockAsync(db, account.Id, null);
            await trace.AppendAsync(db, AccountTraces.Entry(account.Id, byMail ? "password_reset_by_mail" : "password_changed"), new AccountActor(account));
        });
    }

    private async Task<(Account Owner, bool ByMail)> FindAsync(DbScope db, string? token)
    {
        var link = await db.FirstAsync<Link>("SELECT account_id, security_stamp, expires_at, by_mail FROM password_link WHERE token_hash = @Hash", new { Hash = HashOf(token) });
        return link is not null && link.ExpiresAt > clock.GetUtcNow()
            && await repository.FindAsync(db, link.AccountId) is { IsActive: true } account && account.SecurityStamp == link.SecurityStamp
            ? (account, link.ByMail)
            : throw Invalid();
    }

    private static Refusal Invalid() => new("link_invalid", "这个链接已经用过或已过期。请联系基地工作人员重新发一个。") { Status = 410 };

    private static string HashOf(string? token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token ?? "")));
}
