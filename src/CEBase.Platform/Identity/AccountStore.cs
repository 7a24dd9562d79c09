using CEBase.Platform.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CEBase.Platform.Identity;

/// <summary>
/// ASP.NET Core Identity's stores over Dapper. Failures, lock-out and recovery codes are written at once and by the database's own counting;
/// the rest by <see cref="UpdateAsync"/>, which refuses an account that was changed meanwhile.
/// </summary>
internal sealed class AccountStore(IDatabase database, AccountRepository repository, IDataProtectionProvider protection, TimeProvider clock) :
    IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserEmailStore<Account>, IUserPhoneNumberStore<Account>,
    IUserRoleStore<Account>, IUserLockoutStore<Account>, IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>,
    IUserTwoFactorRecoveryCodeStore<Account>
{
    private readonly IDataProtector _keys = protection.CreateProtector("CEBase.AuthenticatorKey");

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancel) => database.WriteAsync(async db =>
    {
        user.CreatedAt = clock.GetUtcNow();
        if (await repository.InsertAsync(db, user) is not { } id)
        {
            return IdentityResult.Failed(new IdentityError { Code = "account_taken", Description = "这个手机号或邮箱已经有账号了。" });
        }
        user.Id = id;
        return IdentityResult.Success;
    }, cancel);

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancel) => database.WriteAsync(async db =>
        await repository.UpdateAsync(db, user)
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure()), cancel);

    /// <summary>Accounts stand behind traces that outlive them, so they are disabled and never deleted.</summary>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancel) =>
        Task.FromResult(IdentityResult.Failed(new IdentityError { Code = "account_kept", Description = "账号不能删除，只能停用：痕迹要长期保存。" }));

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancel) => long.TryParse(userId, out var id)
        ? database.ReadAsync(db => repository.FindAsync(db, id), cancel)
        : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancel) => Login.Key(normalizedUserName) is { } key
        ? database.ReadAsync(db => repository.FindByKeyAsync(db, key), cancel)
        : Task.FromResult<Account?>(null);

    public Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancel) => FindByNameAsync(normalizedEmail, cancel);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Id.ToString());
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancel) => Task.FromResult<string?>(user.Login);
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancel) => Task.FromResult<string?>(user.Login);
    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancel) => Task.FromResult(user.PasswordHash);
    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancel) => Task.FromResult(user.PasswordHash is not null);
    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancel) => Task.FromResult<string?>(user.SecurityStamp);
    public Task<string?> GetEmailAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Email);
    public Task<bool> GetEmailConfirmedAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Email is not null);
    public Task<string?> GetNormalizedEmailAsync(Account user, CancellationToken cancel) => Task.FromResult(Login.EmailKey(user.Email));
    public Task<string?> GetPhoneNumberAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Phone);
    public Task<bool> GetPhoneNumberConfirmedAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Phone is not null);
    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancel) => Task.FromResult(user.SecondFactor);
    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancel) => Task.FromResult(user.AccessFailed);
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancel) => Task.FromResult(user.LockoutEnd);
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancel) => Task.FromResult(true);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancel) => Task.CompletedTask;
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancel) => Task.CompletedTask;
    public Task SetNormalizedEmailAsync(Account user, string? normalizedEmail, CancellationToken cancel) => Task.CompletedTask;
    public Task SetEmailConfirmedAsync(Account user, bool confirmed, CancellationToken cancel) => Task.CompletedTask;
    public Task SetPhoneNumberConfirmedAsync(Account user, bool confirmed, CancellationToken cancel) => Task.CompletedTask;
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancel) => Task.CompletedTask;
    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancel) => Set(user.PasswordHash = passwordHash);
    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancel) => Set(user.SecurityStamp = stamp);
    public Task SetEmailAsync(Account user, string? email, CancellationToken cancel) => Set(user.Email = Login.Email(email));
    public Task SetPhoneNumberAsync(Account user, string? phoneNumber, CancellationToken cancel) => Set(user.Phone = Login.Phone(phoneNumber));
    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancel) => Set(user.SecondFactor = enabled);

    public async Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancel) =>
        user.AccessFailed = await database.WriteAsync(db => repository.CountFailureAsync(db, user.Id), cancel);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancel)
    {
        user.AccessFailed = 0;
        return database.WriteAsync(db => repository.ClearFailuresAsync(db, user.Id), cancel);
    }

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancel)
    {
        user.LockoutEnd = lockoutEnd;
        return database.WriteAsync(db => repository.LockAsync(db, user.Id, lockoutEnd), cancel);
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancel) =>
        Task.FromResult(user.AuthenticatorKey is { } stored ? _keys.Unprotect(stored) : null);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancel) => Set(user.AuthenticatorKey = _keys.Protect(key));

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancel) =>
        database.WriteAsync(db => repository.ReplaceCodesAsync(db, user.Id, recoveryCodes), cancel);

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancel) => database.WriteAsync(db => repository.RedeemCodeAsync(db, user.Id, code), cancel);

    public async Task<int> CountCodesAsync(Account user, CancellationToken cancel) => (int)await database.ReadAsync(db =>
        db.ScalarAsync<long>("SELECT count(*) FROM recovery_code WHERE account_id = @Id", new { user.Id }), cancel);

    public Task AddToRoleAsync(Account user, string roleName, CancellationToken cancel) => database.WriteAsync(db =>
        db.ExecuteAsync("INSERT INTO account_role (account_id, role_name) VALUES (@Id, @roleName) ON CONFLICT DO NOTHING", new { user.Id, roleName }), cancel);

    public Task RemoveFromRoleAsync(Account user, string roleName, CancellationToken cancel) => database.WriteAsync(db =>
        db.ExecuteAsync("DELETE FROM account_role WHERE account_id = @Id AND role_name = @roleName", new { user.Id, roleName }), cancel);

    public async Task<IList<string>> GetRolesAsync(Account user, CancellationToken cancel) =>
        [.. await database.ReadAsync(db => repository.RolesAsync(db, user.Id), cancel)];

    public async Task<bool> IsInRoleAsync(Account user, string roleName, CancellationToken cancel) => (await GetRolesAsync(user, cancel)).Contains(roleName);

    public async Task<IList<Account>> GetUsersInRoleAsync(string roleName, CancellationToken cancel) => [.. await database.ReadAsync(db => repository.InRoleAsync(db, roleName), cancel)];

    public void Dispose() { }

    private static Task Set<T>(T _) => Task.CompletedTask;
}
