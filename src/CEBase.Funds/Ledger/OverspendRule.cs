namespace CEBase.Funds.Ledger;

/// <summary>What a claim wants from a line, and what the line has.</summary>
/// <param name="Label">The line.</param>
/// <param name="Left">What is free.</param>
/// <param name="Wanted">Sum of the claim's lines on it.</param>
/// <param name="IsStrict">Of the central grant.</param>
internal sealed record Demand(string Label, Money Left, Money Wanted, bool IsStrict);

/// <summary>Nothing is spent beyond its budget line: the grant never, income only where the policy leaves it to a second person.</summary>
[RestsOn("NPU:19", How = "专项补助不得超预算开支，超出的停止，没有放行；收入按参数停止或由第二人写明理由放行")]
internal static class OverspendRule
{
    public const string Overspent = "funds.overspent";

    /// <param name="demand">Wanted and left.</param>
    /// <param name="policy">What the fund says: Block or Review. Never asked for the grant.</param>
    public static IEnumerable<Finding> Check(Demand demand, Severity policy)
    {
        if (demand.Wanted <= demand.Left)
        {
            yield break;
        }
        var sum = $"“{demand.Label}”可用 {demand.Left} 元，本单 {demand.Wanted} 元，超出 {demand.Wanted - demand.Left} 元。";
        yield return demand.IsStrict || policy == Severity.Block
            ? Finding.Block(Overspent, $"{sum}请减少金额、换科目，或先办预算调剂。", "NPU:19")
            : Finding.Review(Overspent, $"{sum}确需超支的，由审批人写明理由放行。", "NPU:19");
    }
}
