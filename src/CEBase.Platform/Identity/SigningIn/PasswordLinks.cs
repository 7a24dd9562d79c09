using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Traces;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>One-time links by which somebody sets a password: staff make one and hand it over, and never learn the password.</summary>
internal sealed class PasswordLinks(IDatabase database, Trace trace, IPasswordHasher<Account> hasher, IOptions<IdentitySettings> settings, TimeProvider clock)
{
    private sealed record Link
    {
        public long AccountId { get; init; }
        public string SecurityStamp { get; init; } = "";
        public DateTimeOffset ExpiresAt { get; init; }
    }

    /// <summary>How long a link holds.</summary>
    public int Hours => settings.Value.PasswordLinkHours;

    /// <summary>Makes the account's only link inside a change and returns its path.</summary>
    public async Task<string> MakeAsync(DbScope db, Account account)
    {
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await db.ExecuteAsync("DELETE FROM password_link WHERE account_id = @Id", new { account.Id });
        await db.ExecuteAsync(
            "INSERT INTO password_link (token_hash, account_id, security_stamp, expires_at) VALUES (@Hash, @Id, @SecurityStamp, @ExpiresAt)",
            new { Hash = HashOf(token), account.Id, account.SecurityStamp, ExpiresAt = clock.GetUtcNow().AddHours(Hours) });
        return $"/account/set-password?token={token}";
    }

    /// <summary>Whose link it is.</summary>
    /// <exception cref="Refusal"><c>link_invalid</c>.</exception>
    public Task<Account> OwnerAsync(string? token) => database.ReadAsync(db => OwnerAsync(db, token));

    /// <summary>Sets the password and uses the link up. Lock-out ends: who holds the link has been looked at by staff.</summary>
    /// <exception cref="Refusal"><c>link_invalid</c>, <c>password_weak</c>, <c>password_differs</c>.</exception>
    public async Task UseAsync(string? token, string? password, string? again)
    {
        var owner = await OwnerAsync(token);
        PasswordRules.Demand(password, again, owner);
        var hash = hasher.HashPassword(owner, password!);
        await database.WriteAsync(async db =>
        {
            var account = await OwnerAsync(db, token);
            if (await db.ExecuteAsync("DELETE FROM password_link WHERE token_hash = @Hash", new { Hash = HashOf(token) }) != 1)
            {
                throw Invalid();
            }
            account.PasswordHash = hash;
            account.MustChangePassword = false;
            account.SecurityStamp = Account.NewStamp();
            if (!await AccountTable.UpdateAsync(db, account))
            {
                throw Invalid();
            }
            await AccountTable.ClearFailuresAsync(db, account.Id);
            await AccountTable.LockAsync(db, account.Id, null);
            await trace.AppendAsync(db, AccountTraces.Entry(account.Id, "password_changed"), new AccountActor(account));
        });
    }

    private async Task<Account> OwnerAsync(DbScope db, string? token)
    {
        var link = await db.FirstAsync<Link>("SELECT account_id, security_stamp, expires_at FROM password_link WHERE token_hash = @Hash", new { Hash = HashOf(token) });
        return link is not null && link.ExpiresAt > clock.GetUtcNow()
            && await AccountTable.FindAsync(db, link.AccountId) is { IsActive: true } account && account.SecurityStamp == link.SecurityStamp
            ? account
            : throw Invalid();
    }

    private static Refusal Invalid() => new("link_invalid", "这个链接已经用过或已过期。请联系基地工作人员重新发一个。") { Status = 410 };

    private static string HashOf(string? token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token ?? "")));
}
