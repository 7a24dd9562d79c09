using CEBase.Platform.Recipes;
using CEBase.Platform.Security;

namespace CEBase.Platform.Identity.RoleMatrix;

/// <summary>
/// Recipe step <c>{ "name": "roles", "file": "npu/roles.json" }</c>: an array of roles with name, label, description, isStaff and
/// permissions, where <c>*</c> stands for all. Sets each named role to exactly what the file says and
/// refuses a permission that no module declares.
/// </summary>
internal sealed class RolesStep(RoleRepository repository, IEnumerable<IPermissionProvider> providers) : IRecipeStep
{
    private sealed record RoleInFile(string Name, string Label, string Description, bool IsStaff, string[] Permissions);

    public string Name => "roles";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var known = providers.SelectMany(p => p.Permissions).Select(p => p.Name).Append(AccountPrincipals.All).ToHashSet();
        var position = 0;
        foreach (var role in Read(step, context))
        {
            if (role.Permissions.FirstOrDefault(p => !known.Contains(p)) is { } unknown)
            {
                throw new RecipeException($"{step.GetProperty("file").GetString()}：角色“{role.Name}”的 permissions 里有“{unknown}”，没有模块声明过这项权限。");
            }
            await repository.SaveAsync(context.Db, new Role
            {
                Name = role.Name,
                Label = role.Label,
                Description = role.Description,
                IsStaff = role.IsStaff,
                Position = ++position,
            }, role.Permissions);
        }
    }

    private static RoleInFile[] Read(JsonElement step, RecipeContext context)
    {
        var roles = context.ReadFile<RoleInFile[]>(step);
        return Array.Find(roles, r => string.IsNullOrWhiteSpace(r.Name) || string.IsNullOrWhiteSpace(r.Label) || r.Permissions is null) is { } broken
            ? throw new RecipeException($"{step.GetProperty("file").GetString()}：角色“{broken.Name}”缺少 name、label 或 permissions。")
            : roles;
    }
}
