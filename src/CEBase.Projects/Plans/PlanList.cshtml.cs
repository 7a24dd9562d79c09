using CEBase.Projects.Units;

namespace CEBase.Projects.Plans;

/// <summary>年度计划: one a unit and year.</summary>
[RequirePermission(Permissions.View)]
internal sealed class PlanListModel(IDatabase database, PlanService plans, PlanWorkflow workflow, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromQuery] public int? Year { get; set; }

    [BindProperty] public StartForm Input { get; set; } = new();

    public IReadOnlyList<(AnnualPlan Plan, IReadOnlyList<PlanItem> Items)> Plans { get; private set; } = [];
    public IReadOnlyList<OwningUnit> Units { get; private set; } = [];
    public IReadOnlyList<int> Years { get; private set; } = [];
    public bool MayStart => user.Has(Permissions.Manage);

    public Task OnGetAsync()
    {
        Input.Year = clock.Today().Year + 1;
        return LoadAsync();
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        var all = await PlanQueries.ListAsync(db, null);
        Years = [.. all.Select(p => p.Year).Distinct()];
        var found = new List<(AnnualPlan, IReadOnlyList<PlanItem>)>();
        foreach (var plan in all.Where(p => Year is null || p.Year == Year))
        {
            found.Add((plan, await PlanQueries.ItemsAsync(db, plan.Id)));
        }
        Plans = found;
        Units = await OwningUnit.AllAsync(db);
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        var id = await database.WriteAsync(db => plans.StartAsync(db, Input.Year ?? 0, Input.UnitId ?? 0, user));
        return Redirect($"/console/plans/{id}");
    }

    public StateDefinition StateOf(AnnualPlan plan) => workflow.Definition.State(plan.State);

    public sealed class StartForm
    {
        [Display(Name = "年度")] public int? Year { get; set; }
        [Display(Name = "承办单位")] public long? UnitId { get; set; }
    }
}
