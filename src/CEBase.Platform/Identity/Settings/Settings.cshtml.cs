using CEBase.Platform.Identity.SigningIn;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Identity.Settings;

/// <summary>我的账号: name, password, second factor, sessions and what happened lately.</summary>
[SignedIn]
internal sealed class SettingsModel(AccountChanges changes, OwnAccount own, SecondFactorService secondFactor, SignInSessions sessions) : PageModel, IFormPage
{
    private const int HistoryLines = 20;

    [BindProperty]
    public string? DisplayName { get; set; }

    public Account Account { get; private set; } = null!;
    public IReadOnlyList<TraceLine> History { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        DisplayName = Account.DisplayName;
    }

    public async Task LoadAsync()
    {
        Account = await changes.OwnAsync();
        History = await changes.HistoryAsync(Account.Id, HistoryLines);
    }

    public async Task<IActionResult> OnPostNameAsync()
    {
        await own.RenameAsync(DisplayName);
        await sessions.RefreshAsync(await changes.OwnAsync());
        return Done("姓名已保存。");
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        await sessions.RefreshAsync(await own.SignOutEverywhereAsync());
        return Done("其他设备上的登录都已结束，只保留本机这一次。");
    }

    public async Task<IActionResult> OnPostSecondFactorOffAsync()
    {
        await sessions.RefreshAsync(await secondFactor.TurnOffAsync());
        return Done("两步验证已停用。");
    }

    public async Task<IActionResult> OnPostCodesAsync()
    {
        TempData[SecondFactorModel.CodesKey] = string.Join(',', await secondFactor.RenewCodesAsync());
        return RedirectToPage("/Identity/Settings/SecondFactor");
    }

    private RedirectToPageResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return RedirectToPage();
    }
}
