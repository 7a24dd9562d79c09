using System.Security.Claims;
using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace CEBase.Platform.Identity.Tokens;

/// <summary>What a successful sign-in gives a program.</summary>
/// <param name="AccessToken">For the Authorization header: <c>Bearer …</c>.</param>
/// <param name="ExpiresIn">Seconds until it ends.</param>
/// <param name="RefreshToken">Gives a new pair, once.</param>
internal sealed record TokenPair(string AccessToken, int ExpiresIn, string RefreshToken)
{
    /// <summary>How the access token is sent.</summary>
    public string TokenType => "Bearer";
}

/// <summary>
/// Gives out and checks tokens. An access token says who, under which stamp and in which family of refresh tokens, sealed by data protection,
/// so that every node accepts it; rights are looked up and kept for a minute, so that a changed role or a sign-out reaches it.
/// </summary>
internal sealed class TokenService(
    IDatabase database, AccountRepository repository, IDataProtectionProvider protection, PrincipalCache cache, AccountPrincipals principals, Trace trace,
    IOptions<IdentitySettings> settings, TimeProvider clock)
{
    private readonly IDataProtector _seal = protection.CreateProtector("CEBase.AccessToken");

    /// <summary>A row of <c>refresh_token</c>.</summary>
    private sealed record Refresh
    {
        public long AccountId { get; init; }
        public string Family { get; init; } = "";
        public string SecurityStamp { get; init; } = "";
        public DateTimeOffset ExpiresAt { get; init; }
    }

    /// <summary>The first pair of a new family.</summary>
    public Task<TokenPair> IssueAsync(Account account) =>
        database.WriteAsync(db => IssueAsync(db, account, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));

    /// <summary>Exchanges a refresh token. A token used twice ends its family: two hold it, and one of them shouldn't.</summary>
    /// <exception cref="Refusal"><c>refresh_token_invalid</c>.</exception>
    public async Task<TokenPair> RefreshAsync(string? refreshToken)
    {
        var hash = HashOf(refreshToken);
        var pair = await database.WriteAsync(async db =>
        {
            var now = clock.GetUtcNow();
            var used = await db.FirstAsync<Refresh>("""
                UPDATE refresh_token SET used_at = @now WHERE token_hash = @hash AND used_at IS NULL RETURNING account_id, family, security_stamp, expires_at
                """, new { hash, now });
            if (used is null)
            {
                await EndStolenAsync(db, hash, now);
                return null;
            }
            var account = await repository.FindAsync(db, used.AccountId);
            return account is { IsActive: true } && account.SecurityStamp == used.SecurityStamp && used.ExpiresAt > now
                ? await IssueAsync(db, account, used.Family)
                : null;
        });
        return pair ?? throw new Refusal("refresh_token_invalid", "登录已失效，请重新登录。") { Status = 401 };
    }

    /// <summary>Ends the family of the token that was sent; access tokens of it end within the minute, on this node at once.</summary>
    public async Task SignOutAsync(ClaimsPrincipal principal, ICurrentUser user)
    {
        if (user.AccountId is not { } id || principal.FindFirstValue(BearerHandler.FamilyClaim) is not { } family)
        {
            return;
        }
        await database.WriteAsync(async db =>
        {
            await EndFamilyAsync(db, family, clock.GetUtcNow());
            await trace.AppendAsync(db, AccountTraces.Entry(id, "signed_out"), user);
        });
        cache.Forget(family);
    }

    /// <summary>Whose token this is, with rights; null when it is forged, has ended or was signed out.</summary>
    public async Task<ClaimsPrincipal?> ReadAsync(string token)
    {
        string[] parts;
        try
        {
            parts = _seal.Unprotect(token).Split('|');
        }
        catch (CryptographicException)
        {
            return null;
        }
        var (id, stamp, family) = (long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], parts[3]);
        if (new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero) <= clock.GetUtcNow())
        {
            return null;
        }
        return await cache.GetAsync(family, () => database.ReadAsync(async db =>
        {
            var account = await repository.FindAsync(db, id);
            if (account is not { IsActive: true } || account.SecurityStamp != stamp || !await IsAliveAsync(db, family))
            {
                return null;
            }
            var principal = await principals.CreateAsync(db, account);
            ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(BearerHandler.FamilyClaim, family));
            return principal;
        }));
    }

    private async Task<TokenPair> IssueAsync(DbScope db, Account account, string family)
    {
        var now = clock.GetUtcNow();
        var refresh = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await db.ExecuteAsync("DELETE FROM refresh_token WHERE account_id = @Id AND expires_at < @now", new { account.Id, now });
        await db.ExecuteAsync("""
            INSERT INTO refresh_token (account_id, family, token_hash, security_stamp, created_at, expires_at)
            VALUES (@Id, @family, @Hash, @SecurityStamp, @now, @ExpiresAt)
            """, new { account.Id, family, Hash = HashOf(refresh), account.SecurityStamp, now, ExpiresAt = now.AddDays(settings.Value.RefreshTokenDays) });
        var life = TimeSpan.FromMinutes(settings.Value.AccessTokenMinutes);
        var access = _seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{(now + life).UtcTicks}|{account.Id}|{account.SecurityStamp}|{family}"));
        return new TokenPair(access, (int)life.TotalSeconds, refresh);
    }

    private async Task EndStolenAsync(DbScope db, string hash, DateTimeOffset now)
    {
        var known = await db.FirstAsync<Refresh>("SELECT account_id, family, security_stamp, expires_at FROM refresh_token WHERE token_hash = @hash", new { hash });
        if (known is not null && await EndFamilyAsync(db, known.Family, now) > 0)
        {
            await trace.AppendAsync(db, AccountTraces.Entry(known.AccountId, "token_family_ended"), SystemUser.Instance);
            db.AfterCommit(() => cache.Forget(known.Family));
        }
    }

    private static Task<int> EndFamilyAsync(DbScope db, string family, DateTimeOffset now) =>
        db.ExecuteAsync("UPDATE refresh_token SET used_at = @now WHERE family = @family AND used_at IS NULL", new { family, now });

    private static async Task<bool> IsAliveAsync(DbScope db, string family) =>
        await db.ScalarAsync<long>("SELECT count(*) FROM refresh_token WHERE family = @family AND used_at IS NULL", new { family }) > 0;

    private static string HashOf(string? token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token ?? "")));
}

/// <summary>Principals of tokens, kept as long as a change may take to reach open sessions.</summary>
internal sealed class PrincipalCache(IOptions<IdentitySettings> settings) : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    public async Task<ClaimsPrincipal?> GetAsync(string family, Func<Task<ClaimsPrincipal?>> load)
    {
        if (_cache.TryGetValue<ClaimsPrincipal>(family, out var known))
        {
            return known;
        }
        var principal = await load();
        if (principal is not null && settings.Value.ValidationSeconds > 0)
        {
            _cache.Set(family, principal, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(settings.Value.ValidationSeconds) });
        }
        return principal;
    }

    public void Forget(string family) => _cache.Remove(family);

    public void Dispose() => _cache.Dispose();
}
