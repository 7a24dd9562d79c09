using System.Security.Claims;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>Opens sessions for accounts that proved who they are, and says where they go next.</summary>
internal sealed class SignInSessions(SignInService signIn, SignInManager<Account> sessions, IHttpContextAccessor http)
{
    /// <summary>Password right, code still to come: a short-lived cookie says whose.</summary>
    public Task HoldForCodeAsync(Account account)
    {
        var identity = new ClaimsIdentity(IdentityConstants.TwoFactorUserIdScheme);
        identity.AddClaim(new Claim(ClaimTypes.Name, account.Id.ToString()));
        identity.AddClaim(new Claim(AccountPrincipals.StampClaim, account.SecurityStamp));
        return http.HttpContext!.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Whose code is awaited, or null when nobody's or the account changed since.</summary>
    public async Task<Account?> HeldAsync()
    {
        var held = await http.HttpContext!.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return held.Principal?.FindFirstValue(ClaimTypes.Name) is { } id
            && await sessions.UserManager.FindByIdAsync(id) is { IsActive: true } account
            && account.SecurityStamp == held.Principal.FindFirstValue(AccountPrincipals.StampClaim)
            ? account
            : null;
    }

    /// <summary>Signs the account in and leaves its trace.</summary>
    public async Task<ClaimsPrincipal> OpenAsync(Account account)
    {
        await signIn.WelcomeAsync(account, "signed_in");
        return await RefreshAsync(account);
    }

    /// <summary>Writes the session anew, after the account's rights or stamp changed.</summary>
    public async Task<ClaimsPrincipal> RefreshAsync(Account account)
    {
        await http.HttpContext!.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        var principal = await sessions.CreateUserPrincipalAsync(account);
        await http.HttpContext!.SignInAsync(IdentityConstants.ApplicationScheme, principal);
        return principal;
    }

    /// <summary>
    /// Where somebody signed in belongs: what has to be done first, else the address asked for when it is local, else staff to the console and
    /// learners to their learning.
    /// </summary>
    public static string Home(ClaimsPrincipal principal, IUrlHelper url, string? returnUrl)
    {
        var wanted = url.IsLocalUrl(returnUrl) ? returnUrl : null;
        if (Pending.Of(principal) is { } pending)
        {
            return Pending.Page(pending) + (wanted is null ? "" : $"?returnUrl={Uri.EscapeDataString(wanted)}");
        }
        return wanted ?? (principal.HasClaim(AccountClaims.Permission, Permissions.ConsoleUse) ? "/console" : "/my");
    }
}
