namespace CEBase.Catalogue.Classes;

/// <summary>培训班: all classes, with the view in the address.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassListModel(IDatabase database, ClassQueries queries, ClassWorkflow workflow, IAccounts accounts, ICurrentUser user) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Month { get; set; }
    [FromQuery] public string? Subject { get; set; }
    [FromQuery] public string? Funding { get; set; }
    [FromQuery] public long? Adviser { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<ClassListing> Items { get; private set; } = [];
    public int Total { get; private set; }
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<string> Months { get; private set; } = [];
    public IReadOnlyList<AccountInfo> Advisers { get; private set; } = [];
    public bool MayCreate => user.Has(Permissions.Manage);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        P = Math.Clamp(P, 1, 100_000);
        var filter = new ClassFilter
        {
            States = ClassWords.States.Any(s => s.Code == State) ? [State!] : [],
            Q = Q,
            Month = Month,
            Subject = Subject switch { "public" => SubjectKind.PublicSubject, "professional" => SubjectKind.ProfessionalSubject, _ => null },
            Funding = Enum.GetValues<FundingMode>().Select(f => (FundingMode?)f).FirstOrDefault(f => f!.Value.ApiName() == Funding),
            AdviserId = Adviser,
            Sort = Sort,
            Page = P,
            Size = Size,
        };
        var found = await queries.ListAsync(db, filter);
        (Items, Total) = (found.Items, found.Total);
        Counts = await queries.CountsAsync(db, filter);
        Months = await queries.MonthsAsync(db, [.. ClassWords.States.Select(s => s.Code)]);
        Advisers = await accounts.HoldersAsync(db, Permissions.ManageOwn);
        return 0;
    }, cancel);

    public StateDefinition StateOf(string state) => workflow.Definition.State(state);
}
