using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.RateLimiting;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>两步验证: the code after the password.</summary>
[Public]
[EnableRateLimiting(RateLimitPolicies.SignIn)]
internal sealed class CodeModel(SignInService signIn, SignInSessions sessions) : PageModel, IFormPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public Task LoadAsync() => Task.CompletedTask;

    public async Task<IActionResult> OnGetAsync() => await sessions.HeldAsync() is null ? Again() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await sessions.HeldAsync() is not { } account)
        {
            return Again();
        }
        await signIn.CheckCodeAsync(account, Code);
        return LocalRedirect(SignInSessions.Home(await sessions.OpenAsync(account), Url, ReturnUrl));
    }

    private RedirectToPageResult Again()
    {
        TempData["Warn"] = "验证等待的时间已过，请重新输入账号和密码。";
        return RedirectToPage("/Identity/SigningIn/SignIn", new { ReturnUrl });
    }
}
