using CEBase.Platform.Data;
using CEBase.Platform.Identity.RoleMatrix;
using CEBase.Platform.Identity.SigningIn;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Identity.Administration;

/// <summary>One account: data, roles, state and what happened to it.</summary>
[RequirePermission(Permissions.AccountsManage)]
internal sealed class AccountRecordModel(
    AccountAdministration administration, AccountChanges changes, AccountRepository repository, RoleRepository roles, IDatabase database, PasswordLinks links, TimeProvider clock) : PageModel, IFormPage
{
    public const string LinkKey = "PasswordLink";
    private const int HistoryLines = 50;

    [FromRoute]
    public long Id { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    public Account Account { get; private set; } = null!;
    public IReadOnlyList<Role> AllRoles { get; private set; } = [];
    public IReadOnlyList<string> HeldRoles { get; private set; } = [];
    public IReadOnlyList<TraceLine> History { get; private set; } = [];
    public string? Link { get; private set; }
    public int LinkHours => links.Hours;
    public bool IsLocked => Account.LockoutEnd > clock.GetUtcNow();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (DisplayName, Phone, Email, Roles) = (Account.DisplayName, Account.Phone, Account.Email, [.. HeldRoles]);
        Link = TempData[LinkKey] is string path ? $"{Request.Scheme}://{Request.Host}{Request.PathBase}{path}" : null;
    }

    /// <summary>The page holds several forms; what another form would have sent is shown as it is stored.</summary>
    public async Task LoadAsync()
    {
        Account = await changes.GetAsync(Id);
        (AllRoles, HeldRoles) = await database.ReadAsync(async db => (await roles.AllAsync(db), await repository.RolesAsync(db, Id)));
        History = await changes.HistoryAsync(Id, HistoryLines);
        if (Request.Method == "POST" && !Request.Form.ContainsKey(nameof(DisplayName)))
        {
            (DisplayName, Phone, Email) = (Account.DisplayName, Account.Phone, Account.Email);
        }
        if (Request.Method == "POST" && (string?)Request.Query["handler"] != "Roles")
        {
            Roles = [.. HeldRoles];
        }
    }

    public Task<IActionResult> OnPostAsync() => DoneAsync(administration.ChangeAsync(Id, DisplayName, Phone, Email), "资料已保存。");

    public Task<IActionResult> OnPostRolesAsync() => DoneAsync(administration.SetRolesAsync(Id, Roles), "角色已保存，一分钟内对已登录的页面生效。");

    public Task<IActionResult> OnPostDisableAsync() => DoneAsync(administration.DisableAsync(Id), "账号已停用，登录随即结束。");

    public Task<IActionResult> OnPostEnableAsync() => DoneAsync(administration.EnableAsync(Id), "账号已恢复。");

    public Task<IActionResult> OnPostUnlockAsync() => DoneAsync(administration.UnlockAsync(Id), "锁定已解除。");

    public Task<IActionResult> OnPostEverywhereAsync() => DoneAsync(administration.SignOutEverywhereAsync(Id), "这个账号在所有设备上的登录都已结束。");

    public Task<IActionResult> OnPostSecondFactorOffAsync() => DoneAsync(administration.RemoveSecondFactorAsync(Id), "两步验证已取消，本人下次登录后可以重新绑定。");

    public async Task<IActionResult> OnPostResetAsync()
    {
        TempData[LinkKey] = await administration.ResetPasswordAsync(Id);
        return Done("原密码已作废。");
    }

    private async Task<IActionResult> DoneAsync(Task work, string sentence)
    {
        await work;
        return Done(sentence);
    }

    private RedirectToPageResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return RedirectToPage(new { Id });
    }
}
