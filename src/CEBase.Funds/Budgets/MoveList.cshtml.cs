namespace CEBase.Funds.Budgets;

/// <summary>调剂与结转.</summary>
[RequirePermission(Permissions.View)]
internal sealed class MoveListModel(IDatabase database, WorkflowEngine engine, ICurrentUser user) : PageModel
{
    private const int Shown = 300;

    [FromQuery] public string? Sort { get; set; }

    public IReadOnlyList<FundMove> Items { get; private set; } = [];
    public bool MayManage => user.Has(Permissions.BudgetManage);

    public async Task OnGetAsync(CancellationToken cancel) =>
        Items = await database.ReadAsync(db => db.QueryAsync<FundMove>($"{FundMoveRepository.Select} ORDER BY {Order} LIMIT {Shown}"), cancel);

    private string Order => SqlOrder.By(Sort, "m.id DESC", ("number", "m.number"), ("fund", "f.name"), ("amount", "m.amount"), ("asked", "m.asked_at"), ("state", SqlOrder.States("m.state", Life.States)));

    private WorkflowDefinition Life => engine.Definitions.First(d => d.RecordType == FundMove.RecordType);

    public StateDefinition StateOf(string state) => Life.State(state);
}
