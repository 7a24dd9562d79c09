using CEBase.Projects.Drafting;
using CEBase.Projects.Units;

namespace CEBase.Projects.Approval;

/// <summary>立项: all projects, with the view in the address.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ProjectListModel(IDatabase database, ICurrentUser user) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery] public int? Year { get; set; }
    [FromQuery] public long? Unit { get; set; }
    [FromQuery] public string? Funding { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<Project> Items { get; private set; } = [];
    public int Total { get; private set; }
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<int> Years { get; private set; } = [];
    public IReadOnlyList<OwningUnit> Units { get; private set; } = [];
    public IReadOnlyList<StateDefinition> States => Project.States;
    public bool MayCreate => user.Has(Permissions.Manage);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        P = Math.Clamp(P, 1, 100_000);
        var filter = new ProjectFilter
        {
            Q = Q, State = States.Any(s => s.Name == State) ? State : null, Year = Year, UnitId = Unit, Sort = Sort, Page = P, Size = Size,
            Funding = Enum.GetValues<FundingMode>().Select(f => (FundingMode?)f).FirstOrDefault(f => f!.Value.ApiName() == Funding),
        };
        (Items, Total) = await ProjectQueries.ListAsync(db, filter);
        Counts = await ProjectQueries.CountsAsync(db, filter);
        Years = await ProjectQueries.YearsAsync(db);
        Units = await OwningUnit.AllAsync(db);
        return 0;
    }, cancel);
}
