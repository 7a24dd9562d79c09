namespace CEBase.Income.Receipts;

/// <summary>What stands on a receipt that is to be reversed.</summary>
/// <param name="IsReversed">It was reversed before.</param>
/// <param name="RefundedBy">Number of a refund that went back by this receipt, or null.</param>
/// <param name="RefundUnderWay">Number of a refund of the same bill that was asked for or approved, or null: its amount rests on what was received.</param>
/// <param name="InvoiceNo">Number of the learner's living invoice, which was issued because the bill was paid; null for none and for a client's, which may be issued first.</param>
internal sealed record ReversalFacts(bool IsReversed, string? RefundedBy, string? RefundUnderWay, string? InvoiceNo);

/// <summary>Money that was paid back is not taken off a bill a second time, and no invoice stays for what is not paid.</summary>
[RestsOn("BJTU:38", How = "认错的到账由一人申请、另一人批准冲正，原记录不改；已退费的不能冲正，已开票的先红冲")]
internal static class ReversalRule
{
    public const string Again = "reversal.again";
    public const string Refunded = "reversal.refunded";
    public const string RefundOpen = "reversal.refund-open";
    public const string InvoiceFirst = "reversal.invoice-first";

    public static IEnumerable<Finding> Check(ReversalFacts facts)
    {
        if (facts.IsReversed)
        {
            yield return Finding.Block(Again, "这笔到账已经冲正。");
        }
        if (facts.RefundedBy is { } refund)
        {
            yield return Finding.Block(Refunded, $"已按 {refund} 从这笔到账退过费，不能冲正。", "BJTU:38") with { Remedy = IncomeAddresses.OfRefund(refund) };
        }
        if (facts.RefundUnderWay is { } open)
        {
            yield return Finding.Block(RefundOpen, $"{open} 正在办理退费，金额按已到账的款项算出。请先撤回或办完退费。", "BJTU:38") with { Remedy = IncomeAddresses.OfRefund(open) };
        }
        if (facts.InvoiceNo is { } no)
        {
            yield return Finding.Block(InvoiceFirst, $"缴清后开出的发票 {no} 还没有红冲，先红冲再冲正。", "BJTU:38");
        }
    }
}
