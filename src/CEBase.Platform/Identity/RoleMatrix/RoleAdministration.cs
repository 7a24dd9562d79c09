using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Identity.RoleMatrix;

/// <summary>The permissions of one module, for the matrix.</summary>
internal sealed record PermissionGroup(string Module, IReadOnlyList<Permission> Permissions);

/// <summary>Everything the matrix shows.</summary>
internal sealed record RoleMatrixView(IReadOnlyList<Role> Roles, ILookup<string, string> Granted, IReadOnlyList<PermissionGroup> Groups)
{
    /// <summary>The role holds everything, also what comes later; its column can't be changed.</summary>
    public bool HoldsAll(Role role) => Granted[role.Name].Contains(AccountPrincipals.All);

    public bool Holds(Role role, Permission permission) => HoldsAll(role) || Granted[role.Name].Contains(permission.Name);
}

/// <summary>Decides which permissions a role bundles, and guards that nobody gives what he hasn't got.</summary>
internal sealed class RoleAdministration(IDatabase database, RoleRepository repository, AdministratorGuard guard, Trace trace, ICurrentUser user, IEnumerable<IPermissionProvider> providers, ModuleSet modules)
{
    public const string RecordType = "Role";

    public Task<RoleMatrixView> ViewAsync() => database.ReadAsync(async db =>
        new RoleMatrixView(await repository.AllAsync(db), await repository.PermissionsAsync(db), Groups()));

    /// <summary>Every permission there is.</summary>
    public HashSet<string> Known() => [.. providers.SelectMany(p => p.Permissions).Select(p => p.Name)];

    /// <summary>Saves the matrix: for each role that doesn't hold everything, exactly the permissions given. Returns how many roles changed.</summary>
    /// <exception cref="Refusal"><c>permission_beyond_own</c>, <c>permission_unknown</c>, <c>last_administrator</c>.</exception>
    public Task<int> SaveAsync(ILookup<string, string> wanted) => database.WriteAsync(async db =>
    {
        var hadAdministrator = await guard.EnterAsync(db);
        var granted = await repository.PermissionsAsync(db);
        var known = Known();
        var changed = 0;
        foreach (var role in (await repository.AllAsync(db)).Where(r => !granted[r.Name].Contains(AccountPrincipals.All)))
        {
            // What no module knows any longer was not on the page and stays.
            var before = granted[role.Name].Where(known.Contains).ToHashSet();
            var after = wanted[role.Name].ToHashSet();
            RefuseBadGrant(role, after.Except(before), known);
            if (!before.SetEquals(after))
            {
                await repository.SetPermissionsAsync(db, role.Name, [.. granted[role.Name].Except(before), .. after]);
                await trace.AppendAsync(db, new TraceEntry(RecordType, role.Position, "permissions_changed") { Comment = Difference(role, before, after) }, user);
                changed++;
            }
        }
        await guard.LeaveAsync(db, before: hadAdministrator);
        return changed;
    });

    private void RefuseBadGrant(Role role, IEnumerable<string> added, HashSet<string> known)
    {
        foreach (var permission in added)
        {
            if (!known.Contains(permission))
            {
                throw new Refusal("permission_unknown", $"没有名为“{permission}”的权限。请刷新页面后重试。");
            }
            if (!user.Has(permission))
            {
                throw new Refusal("permission_beyond_own", $"您自己没有“{LabelOf(permission)}”这项权限，不能把它加给“{role.Label}”。请由管理员来加。") { Status = 403 };
            }
        }
    }

    private string Difference(Role role, HashSet<string> before, HashSet<string> after) =>
        $"{role.Label}：{string.Join("、", after.Except(before).Select(p => "加“" + LabelOf(p) + "”").Concat(before.Except(after).Select(p => "减“" + LabelOf(p) + "”")))}";

    private string LabelOf(string permission) => providers.SelectMany(p => p.Permissions).FirstOrDefault(p => p.Name == permission)?.Label ?? permission;

    private List<PermissionGroup> Groups() =>
        [.. modules.All.Select(m => new PermissionGroup(m.Manifest.Name, [.. providers.Where(p => p.GetType().Assembly == m.Assembly).SelectMany(p => p.Permissions)]))
            .Where(g => g.Permissions.Count > 0)];
}
