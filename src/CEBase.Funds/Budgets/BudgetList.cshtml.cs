namespace CEBase.Funds.Budgets;

/// <summary>预算: every version of every fund.</summary>
[RequirePermission(Permissions.View)]
internal sealed class BudgetListModel(IDatabase database, WorkflowEngine engine, ICurrentUser user) : PageModel
{
    public IReadOnlyList<(Budget Budget, Money Total)> Items { get; private set; } = [];
    public bool MayManage => user.Has(Permissions.BudgetManage);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        var totals = (await db.QueryAsync<Sum>("SELECT budget_id, sum(amount) AS total FROM budget_item GROUP BY budget_id")).ToDictionary(s => s.BudgetId, s => s.Total);
        Items = [.. (await db.QueryAsync<Budget>($"{BudgetRepository.Select} ORDER BY f.code, b.version_no DESC")).Select(b => (b, totals.GetValueOrDefault(b.Id)))];
        return 0;
    }, cancel);

    public StateDefinition StateOf(string state) => engine.Definitions.First(d => d.RecordType == Budget.RecordType).State(state);

    private sealed record Sum
    {
        public long BudgetId { get; init; }
        public Money Total { get; init; }
    }
}
