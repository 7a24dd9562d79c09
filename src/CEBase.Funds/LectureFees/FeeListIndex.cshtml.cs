using CEBase.Funds.Expenses;

namespace CEBase.Funds.LectureFees;

/// <summary>讲课费与劳务费: lists of all classes this user may see, and classes that are due one.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class FeeListIndexModel(IDatabase database, FeeQueries queries, ICurrentUser user) : PageModel
{
    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public LineKind? Kind { get; set; }

    public IReadOnlyList<FeeList> Lists { get; private set; } = [];
    public IReadOnlyList<DueClass> Due { get; private set; } = [];
    public bool MayMake => user.Has(Permissions.LectureFees);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        Due = await queries.DueAsync(db, user);
        Lists = State == "due" ? [] : await queries.ListAsync(db, FeeListWorkflow.States.ContainsKey(State ?? "") ? State : null, Kind, Q, user, Sort);
        return 0;
    }, cancel);
}
