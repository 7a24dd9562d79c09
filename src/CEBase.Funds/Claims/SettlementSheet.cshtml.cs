using CEBase.Catalogue;
using CEBase.Funds.Ledger;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Claims;

/// <summary>A cost of a class, wherever it was claimed.</summary>
internal sealed record ClassCost
{
    public string Number { get; init; } = "";
    public string State { get; init; } = "";
    public LineKind Kind { get; init; }
    public string Description { get; init; } = "";
    public string Payee { get; init; } = "";
    public DateOnly FromDay { get; init; }
    public Money Amount { get; init; }
}

/// <summary>经费决算: every cost of a class, its budget against what was spent.</summary>
[RequirePermission(Permissions.ClaimsView)]
[RestsOn("BJTU:38", How = "按班汇总全部费用，预算与实际对照")]
internal sealed class SettlementSheetModel(IDatabase database, IClassDirectory classes, WorkflowEngine engine, ICurrentUser user) : PageModel
{
    [FromRoute] public string No { get; set; } = "";

    public ClassCard Class { get; private set; } = null!;
    public IReadOnlyList<FundLine> Budgets { get; private set; } = [];
    public IReadOnlyList<ClassCost> Lines { get; private set; } = [];
    public Money PaidTotal => Sum(l => l.State == ClaimWorkflow.Paid);
    public Money OpenTotal => Sum(l => l.State is not (ClaimWorkflow.Paid or ClaimWorkflow.Returned or ClaimWorkflow.Cancelled or ClaimWorkflow.Reversed));

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async session =>
    {
        var found = await classes.FindAsync(session, No);
        Class = found is not null && (ClaimAccess.SeesAll(user) || found.AdviserId == user.AccountId) ? found : throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
        Budgets = await session.QueryAsync<FundLine>($"{FundLine.Select} WHERE l.class_id = @Id ORDER BY l.year, l.use_code, l.item", new { Class.Id });
        Lines = await session.QueryAsync<ClassCost>("""
            SELECT k.number, k.state, l.kind, l.description, l.payee, l.from_day, l.amount FROM claim_line l JOIN claim k ON k.id = l.claim_id
            WHERE l.class_id = @Id ORDER BY l.from_day, l.id
            """, new { Class.Id });
        return 0;
    }, cancel);

    public StateDefinition StateOf(string state) => engine.Definitions.First(d => d.RecordType == Claim.RecordType).State(state);

    private Money Sum(Func<ClassCost, bool> which) => Lines.Where(which).Aggregate(Money.Zero, (sum, l) => sum + l.Amount);
}
