using CEBase.Funds.Claims;

namespace CEBase.Funds.Settlement;

/// <summary>Costs of one kind, planned and claimed.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Planned">What staff planned for the class; null where it was planned as a line of the budget or not at all.</param>
/// <param name="Count">Lines handed in.</param>
/// <param name="Paid">Paid.</param>
/// <param name="Open">On its way.</param>
internal sealed record KindSum(LineKind Kind, Money? Planned, int Count, Money Paid, Money Open)
{
    public Money Total => Paid + Open;

    /// <summary>What is left of the plan; negative where more was spent.</summary>
    public Money? Left => Planned is { } planned ? planned - Total : null;

    public string Way => WayOf(Kind);

    /// <summary>How the finance office pays a kind; nothing of it in cash.</summary>
    public static string WayOf(LineKind kind) => kind switch
    {
        LineKind.Lecture or LineKind.Consultation or LineKind.Labour => "按发放表转账到本人银行卡",
        LineKind.Travel => "公务卡或转账",
        _ => "对公转账",
    };
}

/// <summary>Budget against actual on one budget line.</summary>
/// <param name="Label">The line.</param>
/// <param name="Planned">What is budgeted for this class; null on a line that others use too.</param>
/// <param name="Paid">Paid for this class.</param>
/// <param name="Open">On its way.</param>
internal sealed record BudgetSum(string Label, Money? Planned, Money Paid, Money Open)
{
    public Money? Left => Planned is { } planned ? planned - Paid - Open : null;
}

/// <summary>A claim with costs of the class and what is missing of its papers.</summary>
internal sealed record SettledClaim(Claim Claim, Money OfClass, IReadOnlyList<string> MissingPapers)
{
    /// <summary>Cancelled or reversed: nothing of it is paid.</summary>
    public bool IsEnded => Claim.State is ClaimWorkflow.Cancelled or ClaimWorkflow.Reversed;
}

/// <summary>Everything on the sheet.</summary>
/// <param name="Class">The class.</param>
/// <param name="Record">Its signatures.</param>
/// <param name="Costs">Costs of claims that were handed in at some time.</param>
/// <param name="Drafts">What is written down and not handed in; it counts for nothing.</param>
/// <param name="Plan">Planned cost by kind.</param>
/// <param name="Budgets">Budget lines.</param>
/// <param name="Claims">Claims that were handed in.</param>
/// <param name="Facts">What the rule asks.</param>
/// <param name="Income">What came in.</param>
internal sealed record SettlementView(ClassCard Class, ClassSettlement Record, IReadOnlyList<ClassCost> Costs, IReadOnlyList<ClassCost> Drafts, IReadOnlyDictionary<LineKind, Money> Plan,
    IReadOnlyList<BudgetSum> Budgets, IReadOnlyList<SettledClaim> Claims, SettlementFacts Facts, IncomeSums Income)
{
    /// <summary>Received less refunded.</summary>
    public Money Kept => Income.Received - Income.Refunded;

    /// <summary>What is paid or on its way.</summary>
    public IEnumerable<ClassCost> Counted => Costs.Where(c => c.Counts);

    public IReadOnlyList<KindSum> Kinds
    {
        get
        {
            var costs = Counted.ToLookup(c => c.Kind);
            return [.. costs.Select(g => g.Key).Union(Plan.Keys).Order().Select(kind => new KindSum(kind, Plan.TryGetValue(kind, out var planned) ? planned : Plan.Count > 0 ? Money.Zero : null,
                costs[kind].Count(), costs[kind].Where(c => c.IsPaid).Sum(c => c.Amount), costs[kind].Where(c => c.IsOpen).Sum(c => c.Amount)))];
        }
    }

    /// <summary>Sum of the plan by kind, or null where there is none.</summary>
    public Money? Planned => Plan.Count == 0 ? null : Plan.Values.Sum();

    public Money Paid => Counted.Where(c => c.IsPaid).Sum(c => c.Amount);

    public Money Open => Counted.Where(c => c.IsOpen).Sum(c => c.Amount);

    public Money Total => Paid + Open;

    /// <summary>What has changed since it was handed in; nothing while it is open.</summary>
    public IReadOnlyList<string> Changes => Record.IsOpen ? []
        : Record.Settled is { } settled ? [.. settled.Changes(SettledSheet.Of(this))]
        : Record.Total != Total ? [$"费用合计由 {Record.Total} 元变为 {Total} 元"] : [];
}
