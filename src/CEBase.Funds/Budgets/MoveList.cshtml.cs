using CEBase.Platform.Data;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Budgets;

/// <summary>调剂与结转.</summary>
[RequirePermission(Permissions.View)]
internal sealed class MoveListModel(IDatabase database, WorkflowEngine engine, ICurrentUser user) : PageModel
{
    private const int Shown = 300;

    public IReadOnlyList<FundMove> Items { get; private set; } = [];
    public bool MayManage => user.Has(Permissions.BudgetManage);

    public async Task OnGetAsync(CancellationToken cancel) =>
        Items = await database.ReadAsync(session => session.QueryAsync<FundMove>($"{FundMove.Select} ORDER BY m.id DESC LIMIT {Shown}"), cancel);

    public StateDefinition StateOf(string state) => engine.Definitions.First(d => d.RecordType == FundMove.RecordType).State(state);
}
