using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.RateLimiting;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>设置密码, by a one-time link.</summary>
[Public]
[EnableRateLimiting(RateLimitPolicies.SignIn)]
internal sealed class SetPasswordModel(PasswordLinks links) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public string Name { get; private set; } = "";

    public bool IsUsable { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        try
        {
            Name = (await links.OwnerAsync(Token)).DisplayName;
            IsUsable = true;
        }
        catch (Refusal gone)
        {
            ModelState.Clear();
            ModelState.AddModelError("", gone.Message);
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await links.UseAsync(Token, Password, Again);
        TempData["Done"] = "密码已设好，请用新密码登录。";
        return RedirectToPage("/Identity/SigningIn/SignIn");
    }
}
