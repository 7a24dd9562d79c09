namespace CEBase.Projects.Units;

/// <summary>承办单位: filed or not, stopped or not.</summary>
[RequirePermission(Permissions.View)]
internal sealed class UnitListModel(IDatabase database, ICurrentUser user, TimeProvider clock) : PageModel
{
    public IReadOnlyList<OwningUnit> Units { get; private set; } = [];
    public DateOnly Today { get; } = clock.Today();
    public bool MayManage => user.Has(Permissions.UnitsManage);

    public async Task OnGetAsync(CancellationToken cancel) => Units = await database.ReadAsync(OwningUnit.AllAsync, cancel);
}
