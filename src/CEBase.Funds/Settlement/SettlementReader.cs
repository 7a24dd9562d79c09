using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Claims.Papers;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.Settlement;

/// <summary>Puts together what a class cost, against what was planned and what the quota allows.</summary>
[RestsOn("BJTU:38", How = "按班汇总全部费用、支付方式和材料，预算与实际对照")]
internal sealed class SettlementReader(IClassDirectory classes, ClassQuotaReader quotas, FundRepository funds, ClaimPapers papers, IIncomeFigures income)
{
    /// <summary>The class, when it is the user's to see.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<ClassCard> ClassAsync(DbScope db, string no, ICurrentUser user) =>
        await classes.FindAsync(db, no) is { } found && ClassAccess.MaySee(found.AdviserId, user, Permissions.View) ? found : throw Refusal.NotFound($"没有班号为 {no} 的培训班。");

    public async Task<SettlementView> OfAsync(DbScope db, ClassCard card)
    {
        var all = await ClassCost.OfClassAsync(db, card.Id);
        var (costs, drafts) = (all.Where(c => !c.IsDraft).ToList(), all.Where(c => c.IsDraft).ToList());
        var claims = new List<SettledClaim>();
        foreach (var ofClaim in costs.GroupBy(c => c.Number).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var claim = (await Claim.FindAsync(db, ofClaim.Key))!;
            claims.Add(new SettledClaim(claim, ofClaim.Sum(c => c.Amount), await MissingAsync(db, claim)));
        }
        return new SettlementView(card, await ClassSettlement.OfAsync(db, card.Id), costs, drafts, await ClassCostPlan.OfAsync(db, card.Id), await BudgetsAsync(db, card.Id, costs), claims,
            await FactsAsync(db, card, all), await income.OfClassAsync(db, card.Id));
    }

    /// <summary>What the rule asks; cheaper than the whole sheet.</summary>
    public async Task<SettlementFacts> FactsAsync(DbScope db, ClassCard card, IReadOnlyList<ClassCost> costs) => new(
        costs.Where(c => c.Counts && c.IsQuotaBound).Sum(c => c.Amount), await quotas.ConfirmedAsync(db, card),
        costs.Where(c => c.IsOpen || c.State == ClaimWorkflow.Returned).Select(c => c.Number).Distinct().Count(), costs.Where(c => c.IsDraft).Select(c => c.Number).Distinct().Count());

    /// <summary>No money has anything to do with the class: no line of a claim, no budget of its own, no bill. There is nothing to settle then.</summary>
    public static async Task<bool> IsEmptyAsync(DbScope db, long classId) => await db.ScalarAsync<int>("""
        SELECT (SELECT count(*) FROM claim_line WHERE class_id = @classId) + (SELECT count(*) FROM fund_line WHERE class_id = @classId) + (SELECT count(*) FROM published_receivable WHERE class_id = @classId)
        """, new { classId }) == 0;

    private async Task<IReadOnlyList<string>> MissingAsync(DbScope db, Claim claim)
    {
        if (claim.State is ClaimWorkflow.Cancelled or ClaimWorkflow.Reversed)
        {
            return [];
        }
        var budget = (await FundLine.OfFundAsync(db, claim.FundId)).ToDictionary(l => l.Id);
        var lines = (await ClaimLine.OfAsync(db, claim.Id)).Select(l => (l, budget[l.FundLineId])).ToList();
        return [.. (await papers.ChecklistAsync(db, claim, lines, (await funds.FindAsync(db, claim.FundId))!.IsGrant)).Where(p => p.IsMissing).Select(p => p.Paper.Label)];
    }

    /// <summary>The class's own budget lines and the shared ones it draws on.</summary>
    public static async Task<IReadOnlyList<BudgetSum>> BudgetsAsync(DbScope db, long classId, IReadOnlyList<ClassCost> costs)
    {
        var lines = await db.QueryAsync<FundLine>($"{FundLine.Select} WHERE l.class_id = @classId OR l.id IN @used ORDER BY l.year, l.use_code, l.item",
            new { classId, used = costs.Where(c => c.Counts).Select(c => c.FundLineId).Append(0).Distinct().ToArray() });
        var sums = costs.ToLookup(c => c.FundLineId);
        return [.. lines.Select(l => new BudgetSum(l.Label, l.ClassId == classId ? l.Planned : null, sums[l.Id].Where(c => c.IsPaid).Sum(c => c.Amount), sums[l.Id].Where(c => c.IsOpen).Sum(c => c.Amount)))];
    }
}
