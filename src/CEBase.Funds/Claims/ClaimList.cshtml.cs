using CEBase.Funds.Budgets;
using CEBase.Platform.Data;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Claims;

/// <summary>报销单: those this user may see, with the view in the address.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class ClaimListModel(IDatabase database, ClaimQueries queries, FundBook funds, WorkflowEngine engine, ICurrentUser user) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery(Name = "fund")] public long? FundId { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<Claim> Items { get; private set; } = [];
    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public int Total { get; private set; }
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<StateDefinition> States => Definition.States;
    public bool MayCreate => user.Has(Permissions.ClaimsManage);

    private WorkflowDefinition Definition => engine.Definitions.First(d => d.RecordType == Claim.RecordType);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async session =>
    {
        P = Math.Clamp(P, 1, 100_000);
        Funds = await funds.ListAsync(session);
        (Items, Total, Counts) = await queries.ListAsync(session, new ClaimFilter { Q = Q, State = States.Any(s => s.Name == State) ? State : null, FundId = FundId, Page = P, Size = Size }, user);
        return 0;
    }, cancel);

    public StateDefinition StateOf(string state) => Definition.State(state);
}
