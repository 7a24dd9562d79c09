using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.OnlinePayments;

/// <summary>Only to an open bill that still owes as much.</summary>
[RestsOn("BJTU:35", How = "认领的到账只能记到尚欠金额够的缴费通知")]
internal static class MatchRule
{
    public const string NoBill = "stray.no-bill";
    public const string BillClosed = "stray.bill-closed";
    public const string TooMuch = "stray.too-much";

    /// <param name="amount">What arrived.</param>
    /// <param name="payer">Who paid, as the platform says.</param>
    /// <param name="bill">The bill finance wants to put it to.</param>
    /// <param name="ordered">Number of the bill for which the order was made, or null.</param>
    public static IReadOnlyList<Finding> Check(Money amount, string payer, Receivable? bill, string? ordered) =>
        bill is null ? [Finding.Block(NoBill, "请先在“认领到哪张缴费通知”里填写编号并保存。", "BJTU:35")]
        : bill.Outstanding <= Money.Zero ? [Finding.Block(BillClosed, $"{bill.Number} 已缴清或已终止，不能再记到账。请换一张，或把款退回付款人。", "BJTU:35")]
        : amount > bill.Outstanding ? [Finding.Block(TooMuch, $"{bill.Number} 尚欠 {bill.Outstanding} 元，少于到账的 {amount} 元，不能多收。请把款退回付款人，由其按应缴金额重缴。", "BJTU:35")]
        : [.. PayerRule.Check(payer, ordered ?? "", [bill])];
}
