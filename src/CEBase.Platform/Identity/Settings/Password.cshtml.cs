using CEBase.Platform.Identity.SigningIn;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;

namespace CEBase.Platform.Identity.Settings;

/// <summary>修改密码.</summary>
[SignedIn]
internal sealed class PasswordModel(AccountChanges changes, OwnAccount own, SignInSessions sessions) : PageModel, IFormPage
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Told to change it; the old one was typed a moment ago.</summary>
    public bool IsDemanded { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync() => IsDemanded = (await changes.OwnAsync()).MustChangePassword;

    public async Task<IActionResult> OnPostAsync()
    {
        var principal = await sessions.RefreshAsync(await own.ChangePasswordAsync(Current, Password, Again));
        TempData["Done"] = "密码已修改，其他设备上的登录都已结束。";
        return LocalRedirect(SignInSessions.Home(principal, Url, ReturnUrl ?? (Pending.Of(User) is null ? "/account" : null)));
    }
}
