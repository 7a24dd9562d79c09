using CEBase.Projects.Units;

namespace CEBase.Projects.Plans;

/// <summary>年度计划: one a unit and year.</summary>
[RequirePermission(Permissions.View)]
internal sealed class PlanListModel(ListServices services, PlanRepository repository, PlanService plans, UnitRepository units) : ListPage<PlanLine>(services), IFormPage
{
    [BindProperty] public StartForm Input { get; set; } = new();

    public IReadOnlyList<OwningUnit> Units { get; private set; } = [];
    public bool MayStart => CurrentUser.Has(Permissions.Manage);

    public Task LoadAsync() => OnGetAsync(HttpContext.RequestAborted);

    protected override async Task<ListQuery<PlanLine>> DescribeAsync(DbScope db) => new("年度计划", PlanRepository.Lines, "p.year DESC, u.name")
    {
        Unit = "份", Size = 100,
        Filters = [ListFilter.Number("year", "年度", "p.year = @year", Options.Of(await repository.YearsAsync(db), y => y, y => $"{y}"))],
        Columns =
        [
            new("年度", p => $"{p.Year}") { Link = p => ProjectAddresses.Plan(p.Id), Sort = ("year", "p.year") },
            new("承办单位", p => p.UnitName) { Link = p => ProjectAddresses.Plan(p.Id), Sort = ("unit", "u.name"), Place = CellPlace.Head },
            new("状态", p => Engine.Definition(AnnualPlan.RecordType).State(p.State)),
            new("备案日期", p => $"{p.FiledOn?.InTable() ?? "—"}{(p.Revision > 1 ? $"（修订 {p.Revision - 1} 次）" : "")}"),
            new("条目", p => p.Items),
            new("人数", p => p.Headcount),
            new("经费预算（元）", p => p.Budget),
        ],
    };

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Input.Year ??= Today.Year + 1;
        Units = await units.AllAsync(db);
    }

    public async Task<IActionResult> OnPostAsync() =>
        Redirect(ProjectAddresses.Plan(await Database.WriteAsync(db => plans.StartAsync(db, Input.Year ?? 0, Input.UnitId ?? 0, CurrentUser))));

    public sealed class StartForm
    {
        [Display(Name = "年度")] public int? Year { get; set; }
        [Display(Name = "承办单位")] public long? UnitId { get; set; }
    }
}
