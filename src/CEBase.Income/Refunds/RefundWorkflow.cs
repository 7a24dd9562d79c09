using CEBase.Income.Bills;
using CEBase.Income.Invoices;

namespace CEBase.Income.Refunds;

/// <summary>Asked for by one, approved by another, paid back by finance. Paying lowers what the school keeps, in one statement with its condition.</summary>
internal sealed class RefundWorkflow(RefundRepository refunds, ReceivableRepository bills, InvoiceRepository invoices, TimeProvider clock) : TableWorkflow<Refund>("refund", clock)
{
    public const string Asked = "asked";
    public const string Approved = "approved";
    public const string Paid = "paid";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";

    public const string Approve = "approve";
    public const string Refuse = "refuse";
    public const string Withdraw = "withdraw";
    public const string Pay = "pay";

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(Refund.RecordType, "退费",
    [
        new(Asked, "待批准", StateTone.Waiting),
        new(Approved, "待退款", StateTone.Waiting),
        new(Paid, "已退款", StateTone.Done),
        new(Refused, "未批准", StateTone.Stopped),
        new(Withdrawn, "已撤回", StateTone.Quiet),
    ],
    [
        new(Approve, "批准退费", [Asked], Approved, Permissions.RefundApprove),
        new(Refuse, "不批准", [Asked], Refused, Permissions.RefundApprove) { AsksComment = true, IsGrave = true },
        new(Withdraw, "撤回申请", [Asked], Withdrawn, Permissions.IncomeManage) { AsksComment = true, IsGrave = true },
        new(Pay, "登记退款", [Approved], Paid, Permissions.ReceiptsRecord),
    ]);

    public override WorkflowDefinition Definition => Life;

    protected override Task<Refund?> ReadAsync(DbScope db, long recordId) => refunds.FindAsync(db, recordId);

    protected override void Describe(StepSet<Refund> steps)
    {
        steps.On(Approve).Gate("由另一人批准", (step, refund) => SecondPersonRule.Check(step.User.AccountId, (refund.AskedBy, "申请人")));
        steps.On(Pay).Gate("退款流水号与发票红冲", typeof(PayRefundRule), async (step, refund) =>
        {
            var bill = (await bills.FindAsync(step.Db, refund.ReceivableId))!;
            return [.. PayRefundRule.Check(refund, bill.InvoiceId is { } invoice ? await invoices.FindAsync(step.Db, invoice) : null)];
        })
        .Then(async (step, refund) =>
        {
            Clash.When(!await bills.RefundAsync(step.Db, refund.ReceivableId, refund.Amount), RefundRule.Exceeds, $"{refund.BillNumber} 尚存的款项不足 {refund.Amount} 元，不能退款。");
        });
    }
}

/// <summary>Paid back with the finance office's number, after the invoice was offset in red.</summary>
[RestsOn("NPU:21", How = "退款由学校财务原路退回原付款人，登记退款流水号；已开发票的先红冲")]
internal static class PayRefundRule
{
    /// <param name="refund">The refund.</param>
    /// <param name="living">The bill's living invoice, or null.</param>
    public static IEnumerable<Finding> Check(Refund refund, Invoice? living)
    {
        if (living is not null)
        {
            yield return Finding.Block(RefundRule.InvoiceFirst, living.InvoiceNo is { } no ? $"发票 {no} 还没有红冲，先红冲再退款。" : $"开票申请 {living.Number} 还没有撤回，先撤回再退款。") with
            {
                Remedy = IncomeAddresses.OfInvoice(living.Number),
            };
        }
        if (string.IsNullOrEmpty(refund.PaidNo) || refund.PaidOn is null)
        {
            yield return Finding.Block(RefundRule.VoucherMissing, "请在“登记退款”里填写财务退款流水号和日期。", "NPU:21");
        }
    }
}
