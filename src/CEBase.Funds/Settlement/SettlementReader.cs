using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Claims.Papers;
using CEBase.Funds.Ledger;
using CEBase.Learning;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using CEBase.Regulations;

namespace CEBase.Funds.Settlement;

/// <summary>Puts together what a class cost, against what was planned and what the quota allows.</summary>
[RestsOn("BJTU:38", How = "按班汇总全部费用、支付方式和材料，预算与实际对照")]
internal sealed class SettlementReader(IClassDirectory classes, IAttendanceFigures attendance, FundBook funds, ClaimPapers papers, IParameters parameters)
{
    private const string QuotaClass = "quota.training.base-class";

    /// <summary>The class, when it is the user's to see.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<ClassCard> ClassAsync(DbSession session, string no, ICurrentUser user) =>
        await classes.FindAsync(session, no) is { } found && (ClaimAccess.SeesAll(user) || found.AdviserId == user.AccountId) ? found : throw Refusal.NotFound($"没有班号为 {no} 的培训班。");

    public async Task<SettlementView> OfAsync(DbSession session, ClassCard card)
    {
        var costs = await ClassCost.OfClassAsync(session, card.Id);
        var claims = new List<SettledClaim>();
        foreach (var number in costs.Select(c => c.Number).Distinct().Order(StringComparer.Ordinal))
        {
            var claim = (await Claim.FindAsync(session, number))!;
            claims.Add(new SettledClaim(claim, SettlementView.Sum(costs.Where(c => c.Number == number)), await MissingAsync(session, claim)));
        }
        return new SettlementView(card, await ClassSettlement.OfAsync(session, card.Id), costs, await BudgetsAsync(session, card.Id, costs), claims, await FactsAsync(session, card, costs));
    }

    /// <summary>What the rule asks; cheaper than the whole sheet.</summary>
    public async Task<SettlementFacts> FactsAsync(DbSession session, ClassCard card, IReadOnlyList<ClassCost> costs) => new(
        SettlementView.Sum(costs.Where(c => c.Counts && SettlementFacts.IsRunning(c.UseCode))), await attendance.DaysAsync(session, card.Id), await QuotaAsync(session, card.StartsOn),
        costs.Where(c => c.State is not (ClaimWorkflow.Paid or ClaimWorkflow.Cancelled or ClaimWorkflow.Reversed)).Select(c => c.Number).Distinct().Count());

    private async Task<IReadOnlyList<string>> MissingAsync(DbSession session, Claim claim)
    {
        if (claim.State is ClaimWorkflow.Cancelled or ClaimWorkflow.Reversed)
        {
            return [];
        }
        var budget = (await FundLine.OfFundAsync(session, claim.FundId)).ToDictionary(l => l.Id);
        var lines = (await ClaimLine.OfAsync(session, claim.Id)).Select(l => (l, budget[l.FundLineId])).ToList();
        return [.. (await papers.ChecklistAsync(session, claim, lines, (await funds.FindAsync(session, claim.FundId))!.IsGrant)).Where(p => p.IsMissing).Select(p => p.Paper.Label)];
    }

    /// <summary>The class's own budget lines and the shared ones it draws on.</summary>
    public static async Task<IReadOnlyList<BudgetSum>> BudgetsAsync(DbSession session, long classId, IReadOnlyList<ClassCost> costs)
    {
        var lines = await session.QueryAsync<FundLine>($"{FundLine.Select} WHERE l.class_id = @classId OR l.id IN @used ORDER BY l.year, l.use_code, l.item",
            new { classId, used = costs.Where(c => c.Counts).Select(c => c.FundLineId).Append(0).Distinct().ToArray() });
        var sums = costs.ToLookup(c => c.FundLineId);
        return [.. lines.Select(l => new BudgetSum(l.Label, l.ClassId == classId ? l.Planned : null, SettlementView.Sum(sums[l.Id].Where(c => c.IsPaid)), SettlementView.Sum(sums[l.Id].Where(c => c.IsOpen))))];
    }

    private async Task<PersonDayQuota?> QuotaAsync(DbSession session, DateOnly day)
    {
        try
        {
            // Staff and engineers fall under the third class unless the base has decided otherwise.
            var category = await TryAsync(session, QuotaClass, day) ?? "3";
            var quota = await parameters.GetAsync(session, $"quota.training.class-{category}", day);
            return new PersonDayQuota(quota.Label, quota.Int, (await parameters.GetAsync(session, "quota.training.full-days", day)).Int, (await parameters.GetAsync(session, "quota.training.later-share", day)).Int);
        }
        catch (Refusal)
        {
            return null;
        }
    }

    private async Task<string?> TryAsync(DbSession session, string name, DateOnly day)
    {
        try
        {
            return (await parameters.GetAsync(session, name, day)).Value;
        }
        catch (Refusal)
        {
            return null;
        }
    }
}
