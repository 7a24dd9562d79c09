using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>A version against its fund and against what the ledger holds.</summary>
/// <param name="Fund">The fund.</param>
/// <param name="Budget">The version.</param>
/// <param name="Items">Its lines.</param>
/// <param name="Lines">Lines of the ledger, of every year.</param>
internal sealed record BudgetFacts(Fund Fund, Budget Budget, IReadOnlyList<BudgetItem> Items, IReadOnlyList<FundLine> Lines);

/// <summary>What a version must be before it can take effect.</summary>
[RestsOn("NPU:19", How = "预算合计不超过补助总额，已用的不能调减掉，按批准后的最新数起草")]
[RestsOn("NPU:19(6)", How = "预算细目须在开支范围之内")]
internal static class BudgetRule
{
    public const string Empty = "budget.empty";
    public const string OverTotal = "budget.over-total";
    public const string UseNotPermitted = "budget.use-not-permitted";
    public const string BelowUsed = "budget.below-used";
    public const string Stale = "budget.stale";

    public static IEnumerable<Finding> Check(BudgetFacts facts)
    {
        var (fund, budget, items, lines) = facts;
        if (items.Count == 0)
        {
            yield return Finding.Block(Empty, "预算还没有细目，请先按开支范围逐项编列。", "NPU:19");
        }
        if (budget.BasePlan != fund.PlanVersion)
        {
            yield return Finding.Block(Stale, "起草之后，这项经费的预算办过调剂、结转或新的批复。请按现在的数重取一次再提交。", "NPU:19");
        }
        var inYears = items.Sum(i => i.Amount);
        var outside = lines.Where(l => l.Year < budget.FromYear || l.Year > budget.UntilYear).Sum(l => l.Planned);
        if (fund.Total > Money.Zero && inYears + outside > fund.Total)
        {
            yield return Finding.Block(OverTotal, $"预算合计 {inYears + outside} 元，超过总额 {fund.Total} 元，超出 {inYears + outside - fund.Total} 元。请调减细目。", "NPU:19");
        }
        foreach (var item in items.Where(i => !UseItems.Has(i.UseCode, i.Item, fund.OnlyPermittedUses)))
        {
            yield return Finding.Block(UseNotPermitted, $"“{item.Item}”不在这项经费的开支范围内，请删去或改列。", "NPU:19");
        }
        var wanted = items.ToDictionary(i => i.Key, i => i.Amount);
        foreach (var line in lines.Where(l => l.Year >= budget.FromYear && l.Year <= budget.UntilYear))
        {
            var amount = wanted.GetValueOrDefault((line.Year, line.UseCode, line.Item, line.ClassId ?? 0));
            if (amount < line.Planned && line.Planned - amount > line.Remaining)
            {
                yield return Finding.Block(BelowUsed, $"“{line.Label}”已用 {line.Used} 元，预算不能调减到 {amount} 元。", "NPU:19");
            }
        }
    }
}
