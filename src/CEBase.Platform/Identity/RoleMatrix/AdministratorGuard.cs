using CEBase.Platform.Data;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Identity.RoleMatrix;

/// <summary>
/// Stands around every change of roles and accounts: where somebody could manage accounts and roles before, somebody still can afterwards.
/// Holds the roles until the transaction ends, so that two administrators can't remove each other at the same moment.
/// </summary>
internal sealed class AdministratorGuard
{
    /// <summary>Before the change; tells whether there is an administrator.</summary>
    public async Task<bool> EnterAsync(DbScope db)
    {
        await db.QueryAsync<string>("SELECT name FROM role ORDER BY name" + db.Dialect.ForUpdate);
        return await ExistsAsync(db);
    }

    /// <summary>After the change.</summary>
    /// <exception cref="Refusal"><c>last_administrator</c>.</exception>
    public async Task LeaveAsync(DbScope db, bool before)
    {
        if (before && !await ExistsAsync(db))
        {
            throw new Refusal("last_administrator", "这样改之后，就没有人能管理账号和角色了。请先让另一个账号担任管理员，再改这一个。") { Status = 409 };
        }
    }

    private static async Task<bool> ExistsAsync(DbScope db) => await db.ScalarAsync<long>("""
        SELECT count(*) FROM account a WHERE a.is_active = TRUE
          AND EXISTS (SELECT 1 FROM account_role r JOIN role_permission p ON p.role_name = r.role_name WHERE r.account_id = a.id AND p.permission IN ('*', @Accounts))
          AND EXISTS (SELECT 1 FROM account_role r JOIN role_permission p ON p.role_name = r.role_name WHERE r.account_id = a.id AND p.permission IN ('*', @Roles))
        """, new { Accounts = Permissions.AccountsManage, Roles = Permissions.RolesManage }) > 0;
}
