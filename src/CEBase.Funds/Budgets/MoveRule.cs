using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>What a transfer or carry-over may do.</summary>
[RestsOn("NPU:19", How = "调剂只在同一项经费、同一年度的科目之间，结转只到下一年的同一科目，都不超过可用数")]
internal static class MoveRule
{
    public const string OtherFund = "move.other-fund";
    public const string SameLine = "move.same-line";
    public const string Years = "move.years";
    public const string OtherUse = "move.other-use";
    public const string Short = "move.short";

    public static IEnumerable<Finding> Check(MoveKind kind, FundLine from, FundLine to, Money amount)
    {
        if (from.FundId != to.FundId)
        {
            yield return Finding.Block(OtherFund, "不同来源的经费各自单独核算，不能互相调剂。", "NPU:19");
        }
        if (from.Id == to.Id)
        {
            yield return Finding.Block(SameLine, "转出和转入是同一个科目，请重新选择。", "NPU:19");
        }
        if (kind == MoveKind.Transfer && from.Year != to.Year)
        {
            yield return Finding.Block(Years, $"调剂只在同一年度之内；{from.Year} 年的余额要用到 {to.Year} 年，请办理结转。", "NPU:19");
        }
        if (kind == MoveKind.CarryOver && to.Year != from.Year + 1)
        {
            yield return Finding.Block(Years, $"结转只到下一年，{from.Year} 年的余额应转到 {from.Year + 1} 年。", "NPU:19");
        }
        if (kind == MoveKind.CarryOver && (from.UseCode, from.Item, from.ClassId) != (to.UseCode, to.Item, to.ClassId))
        {
            yield return Finding.Block(OtherUse, "结转不改用途；要换科目，请先结转再调剂。", "NPU:19");
        }
        if (amount > from.Remaining)
        {
            yield return Finding.Block(Short, $"“{from.Label}”可用 {from.Remaining} 元，不够转出 {amount} 元。", "NPU:19");
        }
    }
}
