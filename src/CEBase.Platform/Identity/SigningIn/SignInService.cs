using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Values;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>
/// The one place where passwords and codes are tried, for pages and API alike. Hashing happens outside the write, so that a slow hash never
/// holds the database; failures are counted by the database, so that attempts at the same moment each count.
/// </summary>
internal sealed class SignInService(
    IDatabase database, AccountRepository repository, UserManager<Account> users, IPasswordHasher<Account> hasher, UnknownLoginLockout strangers, Trace trace,
    IOptions<IdentitySettings> settings, TimeProvider clock)
{
    /// <summary>Verified when nobody has the login, so that the answer takes as long as for an account that exists.</summary>
    private static string? _nobody;

    /// <summary>The account whose login and password these are.</summary>
    /// <exception cref="Refusal"><c>bad_credentials</c>, <c>locked_out</c>, <c>account_disabled</c>.</exception>
    public async Task<Account> CheckPasswordAsync(string? login, string? password)
    {
        var key = Login.Key(login);
        var account = key is null ? null : await database.ReadAsync(db => repository.FindByKeyAsync(db, key));
        if (account is null)
        {
            strangers.RefuseWhenLocked(login);
            hasher.VerifyHashedPassword(null!, _nobody ??= hasher.HashPassword(null!, "nobody"), password ?? "");
            strangers.CountFailure(login);
            throw BadCredentials();
        }
        RefuseWhenLocked(account);
        var verdict = account.PasswordHash is null ? PasswordVerificationResult.Failed : hasher.VerifyHashedPassword(account, account.PasswordHash, password ?? "");
        if (verdict == PasswordVerificationResult.Failed)
        {
            await CountFailureAsync(account, "sign_in_failed");
            throw BadCredentials();
        }
        if (!account.IsActive)
        {
            throw new Refusal("account_disabled", "这个账号已停用，不能登录。需要继续使用时，请联系基地工作人员。") { Status = 403 };
        }
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            account.PasswordHash = hasher.HashPassword(account, password!);
            await database.WriteAsync(db => repository.UpdateAsync(db, account));
        }
        return account;
    }

    /// <summary>Tries the code of the authenticator app, or a recovery code. Each code works once.</summary>
    /// <exception cref="Refusal"><c>bad_code</c>, <c>locked_out</c>.</exception>
    public async Task CheckCodeAsync(Account account, string? code)
    {
        RefuseWhenLocked(account);
        var typed = TextFold.Of(code, Keep.Visible);
        var isAppCode = typed.Length == 6 && typed.All(char.IsAsciiDigit);
        var right = isAppCode
            ? await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, typed) && await UseUpAsync(account, typed)
            : typed.Length > 0 && (await users.RedeemTwoFactorRecoveryCodeAsync(account, typed)).Succeeded;
        if (!right)
        {
            await CountFailureAsync(account, "second_factor_failed");
            throw new Refusal("bad_code", "验证码不对或已过期。请输入验证器上当前显示的 6 位数字，或一个未用过的恢复码。") { Field = "Code", Status = 401 };
        }
    }

    /// <summary>The account is in: failures are forgotten and a trace stays.</summary>
    /// <param name="account">Who.</param>
    /// <param name="step">How: <c>signed_in</c> or <c>signed_in_api</c>.</param>
    public Task WelcomeAsync(Account account, string step) => database.WriteAsync(async db =>
    {
        await db.ExecuteAsync("UPDATE account SET access_failed = 0, lockout_end = NULL, last_sign_in_at = @Now WHERE id = @Id", new { Now = clock.GetUtcNow(), account.Id });
        await trace.AppendAsync(db, AccountTraces.Entry(account.Id, step), new AccountActor(account));
    });

    /// <summary>The refusal of a locked account, which says until when.</summary>
    public static Refusal LockedOut(DateTimeOffset until) =>
        new("locked_out", $"连续输错次数过多，暂时不能登录。请在 {until.InTable()} 之后再试，或联系基地重置密码。") { Status = 423 };

    private void RefuseWhenLocked(Account account)
    {
        if (account.LockoutEnd is { } until && until > clock.GetUtcNow())
        {
            throw LockedOut(until);
        }
    }

    private async Task CountFailureAsync(Account account, string step)
    {
        DateTimeOffset? lockedUntil = await database.WriteAsync(async db =>
        {
            var locks = await repository.CountFailureAsync(db, account.Id) >= settings.Value.FailuresBeforeLockout;
            await trace.AppendAsync(db, AccountTraces.Entry(account.Id, step), AccountActor.Stranger);
            if (!locks)
            {
                return (DateTimeOffset?)null;
            }
            var until = clock.GetUtcNow().AddMinutes(settings.Value.LockoutMinutes);
            await repository.LockAsync(db, account.Id, until);
            await repository.ClearFailuresAsync(db, account.Id);
            await trace.AppendAsync(db, AccountTraces.Entry(account.Id, "locked_out"), SystemUser.Instance);
            return until;
        });
        if (lockedUntil is { } end)
        {
            throw LockedOut(end);
        }
    }

    private async Task<bool> UseUpAsync(Account account, string code)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Id}:{code}")));
        return await database.WriteAsync(db => db.ExecuteAsync(
            "UPDATE account SET last_code = @hash WHERE id = @Id AND (last_code IS NULL OR last_code <> @hash)", new { hash, account.Id })) == 1;
    }

    private static Refusal BadCredentials() =>
        new("bad_credentials", "账号或密码不对。请核对后再试；忘记密码时请联系基地重置。") { Status = 401 };
}
