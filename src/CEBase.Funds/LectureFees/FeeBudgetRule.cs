using CEBase.Funds.Ledger;

namespace CEBase.Funds.LectureFees;

/// <summary>A claim needs a budget line, and what was approved is what is claimed.</summary>
[RestsOn("BJTU:38", How = "发放表按核定时的数字生成报销单，列明预算科目")]
internal static class FeeBudgetRule
{
    public const string NoBudget = "lecture-fees.no-budget";
    public const string Changed = "lecture-fees.changed";

    /// <param name="list">The list.</param>
    /// <param name="line">Its budget line, or null.</param>
    /// <param name="hash">SHA-256 of its lines now.</param>
    public static IEnumerable<Finding> Check(FeeList list, FundLine? line, string hash)
    {
        if (line is null)
        {
            yield return Finding.Block(NoBudget, "请先在“列支科目”里选择预算科目。", "BJTU:38");
        }
        if (hash != list.Snapshot)
        {
            yield return Finding.Block(Changed, "表上的数字与核定时的摘要不一致，请退回重新核定。", "BJTU:38");
        }
    }
}

/// <summary>A list comes back only when its claim no longer stands.</summary>
internal static class ClaimGoneRule
{
    public const string Stands = "lecture-fees.claim-stands";

    public static IEnumerable<Finding> Check(FeeList list)
    {
        if (!list.IsClaimGone)
        {
            yield return Finding.Block(Stands, $"报销单 {list.ClaimNumber} 还在办理。请先作废或冲销报销单，再收回发放表。");
        }
    }
}
