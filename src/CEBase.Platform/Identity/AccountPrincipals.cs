using System.Security.Claims;
using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CEBase.Platform.Identity;

/// <summary>What stands between a signed-in account and its rights.</summary>
internal static class Pending
{
    /// <summary>Claim that names what the account must do first; with it the principal carries no permission.</summary>
    public const string Claim = "pending";

    /// <summary>Must set a password of its own.</summary>
    public const string Password = "password";

    /// <summary>Staff must enrol a second factor.</summary>
    public const string SecondFactor = "second-factor";

    /// <summary>The page where it is done.</summary>
    public static string Page(string pending) => pending == Password ? "/account/password" : "/account/second-factor/enrol";

    /// <summary>How a program is told.</summary>
    public static Refusal Refuse(string pending) => pending == Password
        ? new Refusal("password_change_required", "请先在网站上设置自己的密码，再使用接口。") { Status = 403 }
        : new Refusal("second_factor_enrolment_required", "请先在网站上启用两步验证，再使用接口。") { Status = 403 };

    public static string? Of(ClaimsPrincipal principal) => principal.FindFirstValue(Claim);
}

/// <summary>Makes the principal of an account: who it is, and one claim a permission.</summary>
internal sealed class AccountPrincipals(
    IDatabase database, AccountRepository repository, IEnumerable<IPermissionProvider> providers, IOptions<IdentitySettings> settings, IHostEnvironment environment)
    : IUserClaimsPrincipalFactory<Account>
{
    /// <summary>Stands in a role for every permission there is.</summary>
    public const string All = "*";

    public const string StampClaim = "stamp";

    public Task<ClaimsPrincipal> CreateAsync(Account account) => database.ReadAsync(db => CreateAsync(db, account));

    public async Task<ClaimsPrincipal> CreateAsync(DbScope db, Account account)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, account.Login));
        identity.AddClaim(new Claim(AccountClaims.DisplayName, account.DisplayName));
        identity.AddClaim(new Claim(StampClaim, account.SecurityStamp));
        identity.AddClaims((await repository.RolesAsync(db, account.Id)).Select(role => new Claim(ClaimTypes.Role, role)));
        if (await PendingAsync(db, account) is { } pending)
        {
            identity.AddClaim(new Claim(Pending.Claim, pending));
        }
        else
        {
            identity.AddClaims((await PermissionsAsync(db, account.Id)).Select(permission => new Claim(AccountClaims.Permission, permission)));
        }
        return new ClaimsPrincipal(identity);
    }

    public async Task<bool> MustHaveSecondFactorAsync(DbScope db, long accountId) =>
        (settings.Value.RequireSecondFactorForStaff ?? !environment.IsDevelopment()) && await repository.IsStaffAsync(db, accountId);

    private async Task<string?> PendingAsync(DbScope db, Account account) =>
        account.MustChangePassword ? Pending.Password
        : !account.SecondFactor && await MustHaveSecondFactorAsync(db, account.Id) ? Pending.SecondFactor
        : null;

    private async Task<IEnumerable<string>> PermissionsAsync(DbScope db, long accountId)
    {
        var held = await repository.PermissionsAsync(db, accountId);
        return held.Contains(All) ? providers.SelectMany(p => p.Permissions).Select(p => p.Name).Distinct() : held;
    }
}
