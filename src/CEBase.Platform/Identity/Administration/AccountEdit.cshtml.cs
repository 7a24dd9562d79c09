using CEBase.Platform.Data;
using CEBase.Platform.Identity.RoleMatrix;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;

namespace CEBase.Platform.Identity.Administration;

/// <summary>新建账号.</summary>
[RequirePermission(Permissions.AccountsManage)]
internal sealed class AccountEditModel(AccountAdministration administration, RoleRepository roles, IDatabase database) : PageModel, IFormPage
{
    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    public IReadOnlyList<Role> AllRoles { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync() => AllRoles = await database.ReadAsync(roles.AllAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        var (id, link) = await administration.CreateAsync(DisplayName, Phone, Email, Roles);
        TempData["Done"] = "账号已建好。";
        TempData[AccountRecordModel.LinkKey] = link;
        return Redirect(AccountAddresses.Record(id));
    }
}
