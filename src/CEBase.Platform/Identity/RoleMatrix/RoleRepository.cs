using CEBase.Platform.Data;
using CEBase.Platform.Workflows;
using CEBase.Platform.Security;

namespace CEBase.Platform.Identity.RoleMatrix;

/// <summary>A role: a named bundle of permissions.</summary>
internal sealed record Role
{
    public string Name { get; init; } = "";
    public string Label { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>Holders work for the base or watch over it; they may have to use a second factor.</summary>
    public bool IsStaff { get; init; }

    public int Position { get; init; }
}

/// <summary>Reads and writes roles; also tells the workflow engine who could take a step.</summary>
internal sealed class RoleRepository : IStepRoles
{
    public Task<IReadOnlyList<Role>> AllAsync(DbScope db) =>
        db.QueryAsync<Role>("SELECT name, label, description, is_staff, position FROM role ORDER BY position, name");

    public async Task<ILookup<string, string>> PermissionsAsync(DbScope db) =>
        (await db.QueryAsync<Grant>("SELECT role_name, permission FROM role_permission ORDER BY role_name, permission"))
            .ToLookup(g => g.RoleName, g => g.Permission);

    /// <summary>Labels of the staff roles to whom a permission was given by name; who holds all permissions is named for none of them.</summary>
    public Task<IReadOnlyList<string>> HoldersAsync(DbScope db, string permission) => db.QueryAsync<string>("""
        SELECT r.label FROM role r JOIN role_permission p ON p.role_name = r.name AND p.permission = @permission
        WHERE r.is_staff = TRUE ORDER BY r.position, r.name
        """, new { permission });

    public async Task SaveAsync(DbScope db, Role role, IReadOnlyCollection<string> permissions)
    {
        await db.ExecuteAsync("""
            INSERT INTO role (name, label, description, is_staff, position) VALUES (@Name, @Label, @Description, @IsStaff, @Position)
            ON CONFLICT (name) DO UPDATE SET label = excluded.label, description = excluded.description, is_staff = excluded.is_staff, position = excluded.position
            """, role);
        await SetPermissionsAsync(db, role.Name, permissions);
    }

    /// <summary>Gives the role exactly these permissions.</summary>
    public async Task SetPermissionsAsync(DbScope db, string role, IReadOnlyCollection<string> permissions)
    {
        await db.ExecuteAsync("DELETE FROM role_permission WHERE role_name = @role", new { role });
        await db.ExecuteAsync("INSERT INTO role_permission (role_name, permission) VALUES (@role, @permission)",
            permissions.Distinct().Select(permission => new { role, permission }));
    }

    private sealed record Grant
    {
        public string RoleName { get; init; } = "";
        public string Permission { get; init; } = "";
    }
}
