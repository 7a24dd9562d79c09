using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>Finance writes down the number of the invoice before it counts as issued, and a learner's bill is settled first.</summary>
[RestsOn("BJTU:35", How = "学员缴清后开票，登记发票号码和日期，项目与金额取自缴费通知")]
internal static class IssueRule
{
    public const string NumberMissing = "invoice.number-missing";
    public const string Unsettled = "invoice.unsettled";
    public const string InAdvance = "invoice.in-advance";
    public const string RedMissing = "invoice.red-missing";

    public static IEnumerable<Finding> ToIssue(Invoice invoice, IReadOnlyList<Receivable> bills)
    {
        foreach (var bill in bills.Where(b => b.Outstanding > Money.Zero))
        {
            yield return bill.PayerKind == PayerKind.Learner
                ? Finding.Block(Unsettled, $"{bill.Number} 尚欠 {bill.Outstanding} 元，缴清后开票。", "BJTU:35")
                : Finding.Note(InAdvance, $"{bill.Number} 尚欠 {bill.Outstanding} 元，先开票后付款的，请跟踪到账。", "BJTU:35");
        }
        if (invoice.InvoiceNo is null || invoice.IssuedOn is null)
        {
            yield return Finding.Block(NumberMissing, "请在“登记开票”里填写发票号码和开票日期。");
        }
    }

    /// <summary>The red-letter invoice has its own number, day and reason.</summary>
    public static IEnumerable<Finding> ToRedden(Invoice invoice) =>
        invoice is { RedNo: not null, RedOn: not null, RedReason.Length: > 0 } ? [] : [Finding.Block(RedMissing, "请在“登记红冲”里填写红字发票号码、日期和原因。")];
}
