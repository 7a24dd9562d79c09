namespace CEBase.Funds.Commitments;

/// <summary>支出申请与合同.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class CommitmentListModel(IDatabase database, WorkflowEngine engine, ICurrentUser user) : PageModel
{
    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Sort { get; set; }

    public IReadOnlyList<Commitment> Items { get; private set; } = [];
    public bool MayAsk => user.Has(Permissions.ClaimsManage);
    public IReadOnlyList<StateDefinition> States => Definition.States;

    private WorkflowDefinition Definition => engine.Definitions.First(d => d.RecordType == Commitment.RecordType);

    public async Task OnGetAsync(CancellationToken cancel) => Items = await database.ReadAsync(db =>
        CommitmentQueries.ListAsync(db, Q, States.Any(s => s.Name == State) ? State : null, CommitmentQueries.Shown, user, CommitmentQueries.Order(Sort, States)), cancel);

    public StateDefinition StateOf(string state) => Definition.State(state);
}
