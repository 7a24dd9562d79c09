using CEBase.Platform.Data;
using CEBase.Platform.Identity.RoleMatrix;
using CEBase.Platform.Lists;
using CEBase.Platform.Security;

namespace CEBase.Platform.Identity.Administration;

/// <summary>账号: the list.</summary>
[RequirePermission(Permissions.AccountsManage)]
internal sealed class AccountListModel(ListServices services, RoleRepository roles) : ListPage<AccountListLine>(services)
{
    protected override async Task<ListQuery<AccountListLine>> DescribeAsync(DbScope db) => AccountListLine.Query(await roles.AllAsync(db), Clock.GetUtcNow());

    protected override Task<IReadOnlyList<AccountListLine>> CompleteAsync(DbScope db, IReadOnlyList<AccountListLine> rows) => AccountListLine.WithRolesAsync(db, rows);
}
