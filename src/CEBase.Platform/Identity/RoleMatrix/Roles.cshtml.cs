using CEBase.Platform.Refusals;
using CEBase.Platform.Security;

namespace CEBase.Platform.Identity.RoleMatrix;

/// <summary>角色与权限: a matrix.</summary>
[RequirePermission(Permissions.RolesManage)]
internal sealed class RolesModel(RoleAdministration administration) : PageModel, IFormPage
{
    /// <summary>One <c>role|permission</c> a ticked box.</summary>
    [BindProperty]
    public List<string> Grants { get; set; } = [];

    public RoleMatrixView Matrix { get; private set; } = null!;

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync() => Matrix = await administration.ViewAsync();

    /// <summary>Shows what was ticked when the page comes back with a refusal.</summary>
    public bool IsTicked(Role role, Permission permission) =>
        HttpContext.Request.Method == "POST" && !Matrix.HoldsAll(role) ? Grants.Contains($"{role.Name}|{permission.Name}") : Matrix.Holds(role, permission);

    public async Task<IActionResult> OnPostAsync()
    {
        var wanted = Grants.Select(g => g.Split('|', 2)).Where(g => g.Length == 2).ToLookup(g => g[0], g => g[1]);
        var changed = await administration.SaveAsync(wanted);
        TempData["Done"] = changed == 0 ? "没有需要保存的变化。" : $"已保存 {changed} 个角色的权限。已登录的人在一分钟内生效。";
        return RedirectToPage();
    }
}
