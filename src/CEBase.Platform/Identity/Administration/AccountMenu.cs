using CEBase.Platform.Navigation;

namespace CEBase.Platform.Identity.Administration;

/// <summary>Accounts and roles in the console.</summary>
internal sealed class AccountMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("系统", "账号", AccountAddresses.List, Permissions.AccountsManage, "users", 10),
        new("系统", "角色与权限", AccountAddresses.Roles, Permissions.RolesManage, "shield-lock", 20),
    ];
}
