namespace CEBase.Funds.LectureFees;

/// <summary>What is withheld is what the month of payment asks for: a list that is paid in another month than named, or whose month has changed, is computed anew before the money goes.</summary>
[RestsOn("MOF540:lecture-fee", "MOF128:standard", How = "税款按发放当月同一人的全部劳务报酬合并计算，跨月发放或当月另有变化的先重算")]
[RestsOn("BJTU:36", How = "核定后的税款与发放月份不符的不交财务")]
internal static class PayMonthRule
{
    public const string Changed = "lecture-fees.month-tax";
    public const string Moved = "lecture-fees.month-moved";

    /// <param name="list">The list.</param>
    /// <param name="month">The month in which it is or will be paid.</param>
    /// <param name="stored">Its lines.</param>
    /// <param name="now">The same with the tax of that month as it is now.</param>
    /// <param name="isPaid">The money has gone: what is wrong is looked at, recording it isn't refused.</param>
    public static IEnumerable<Finding> Check(FeeList list, DateOnly month, IReadOnlyList<FeeLine> stored, IReadOnlyList<FeeLine> now, bool isPaid)
    {
        var moved = list.PayMonth is { } named && named != month ? $"{list.Number} 写明 {FeeMonth.InText(named)}发放，实际在 {FeeMonth.InText(month)}" : "";
        var wrong = stored.GroupBy(l => l.Owner).Select(g => (g.First().Name, Was: g.Sum(l => l.Tax), Is: now.Where(l => l.Owner == g.Key).Sum(l => l.Tax))).Where(p => p.Was != p.Is)
            .Select(p => $"{p.Name} 应扣 {p.Is} 元，表上 {p.Was} 元").ToList();
        if (wrong.Count > 0)
        {
            var sentence = $"{(moved.Length > 0 ? moved + "。" : "")}按 {FeeMonth.InText(month)}全部劳务报酬合并计税：{string.Join("；", wrong)}。";
            yield return isPaid
                ? Finding.Review(Changed, sentence + "请与财务处核对实际扣缴数，写明如何补扣或退还。", "MOF540:lecture-fee")
                : Finding.Block(Changed, sentence + $"请退回发放表 {list.Number} 重新计算（已生成报销单的，先退回并作废报销单，再收回发放表）。", "MOF540:lecture-fee") with { Remedy = FundsAddresses.FeeList(list.Number) };
        }
        else if (moved.Length > 0)
        {
            yield return Finding.Note(Moved, $"{moved}，税款不变。", "MOF540:lecture-fee");
        }
    }
}
