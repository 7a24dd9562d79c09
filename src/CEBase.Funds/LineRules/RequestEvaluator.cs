using CEBase.Funds.Budgets;
using CEBase.Funds.Checks;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.LineRules;

/// <summary>Asks of a request for money, before there is a claim, what would be asked of a claim's line.</summary>
internal sealed class RequestEvaluator(FundRepository funds, FundLedger ledger, IClassDirectory classes, VocabularyRepository vocabulary, KindTable kinds, RegisteredTasks registered)
{
    /// <summary>Uses, what is served, papers.</summary>
    /// <param name="db">The scope.</param>
    /// <param name="asked">What is asked for, as a line on its budget line.</param>
    /// <param name="paper">Number of the contract or approval.</param>
    public async Task<IReadOnlyList<Finding>> JudgeAsync(DbScope db, ClaimLine asked, string paper)
    {
        var budget = (await FundLineRepository.FindAsync(db, asked.FundLineId))!;
        var fund = (await funds.FindAsync(db, budget.FundId))!;
        var served = asked.ClassId is { } id ? (await classes.GetAsync(db, [id])).FirstOrDefault() : null;
        var facts = new LineFacts(asked, fund, budget, served, paper) { IsTaskRegistered = (await registered.AmongAsync(db, [asked.Task])).Count > 0 };
        var uses = new UseCheck(await vocabulary.CurrentAsync(db));
        return
        [
            .. ForbiddenUseRule.Weigh(uses.Judge(asked.Description), fund.ForbiddenUses),
            .. UseMatchRule.Check(facts, kinds, uses.Uses(asked.Description)),
            .. ServedRule.Check(facts),
            .. ApprovalPaperRule.Check(facts),
            .. FiscalChargeRule.Check(served),
        ];
    }

    /// <summary>The budget; in a write the line is held.</summary>
    public async Task<IReadOnlyList<Finding>> BudgetAsync(DbScope db, long fundLineId, Money wanted)
    {
        var line = (await ledger.LockAsync(db, [fundLineId]))[0];
        return wanted <= line.Remaining
            ? []
            : [.. OverspendRule.Check(new Demand(line.Label, line.Remaining, wanted, line.IsStrict), await funds.OverspendAsync(db, (await funds.FindAsync(db, line.FundId))!))];
    }
}
