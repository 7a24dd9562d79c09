using CEBase.Platform.Data;
using CEBase.Platform.Identity.RoleMatrix;
using CEBase.Platform.Security;

namespace CEBase.Platform.Identity.Administration;

/// <summary>账号: the list.</summary>
[RequirePermission(Permissions.AccountsManage)]
internal sealed class AccountsModel(IDatabase database, TimeProvider clock) : PageModel
{
    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    [FromQuery(Name = "role")]
    public string? Role { get; set; }

    [FromQuery(Name = "state")]
    public string? State { get; set; }

    [FromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [FromQuery(Name = "p")]
    public int Number { get; set; } = 1;

    public long Total { get; private set; }
    public IReadOnlyList<AccountListLine> Lines { get; private set; } = [];
    public IReadOnlyList<Role> Roles { get; private set; } = [];
    public DateTimeOffset Now => clock.GetUtcNow();

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        Roles = await RoleTable.AllAsync(db);
        (Total, Lines) = await AccountList.FindAsync(db, new AccountFilter(Text, Role, State, Sort, Number), Now);
        return 0;
    });
}
