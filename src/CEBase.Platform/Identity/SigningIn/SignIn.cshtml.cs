using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>登录: phone number or e-mail, and password.</summary>
[Public]
[EnableRateLimiting(RateLimitPolicies.SignIn)]
internal sealed class SignInModel(SignInService signIn, SignInSessions sessions, DemoAccounts demo) : PageModel, IFormPage
{
    [BindProperty]
    public string? Login { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Fills in a demo account, in Development only.</summary>
    [FromQuery(Name = "as")]
    public string? As { get; set; }

    /// <summary>The session ended while a form was being filled in.</summary>
    [FromQuery(Name = "expired")]
    public bool Expired { get; set; }

    public string? DemoPassword { get; private set; }
    public IReadOnlyList<DemoAccount> DemoList { get; private set; } = [];

    /// <summary>The password to show in the field: only a demo account's.</summary>
    public string? FilledPassword { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (User.Identity?.IsAuthenticated == true && As is null)
        {
            return LocalRedirect(SignInSessions.Home(User, Url, ReturnUrl));
        }
        await LoadAsync();
        if (As is not null && DemoList.Any(a => a.Login == As))
        {
            (Login, FilledPassword) = (As, DemoPassword);
        }
        return Page();
    }

    public async Task LoadAsync()
    {
        if (await demo.ReadAsync() is { } found)
        {
            (DemoPassword, DemoList) = found;
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Field.Required(Login, nameof(Login), "手机号或邮箱");
        Field.Required(Password, nameof(Password), "密码");
        var account = await signIn.CheckPasswordAsync(Login, Password);
        if (account.SecondFactor)
        {
            await sessions.HoldForCodeAsync(account);
            return RedirectToPage("/Identity/SigningIn/Code", new { ReturnUrl });
        }
        return LocalRedirect(SignInSessions.Home(await sessions.OpenAsync(account), Url, ReturnUrl));
    }
}
