using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.OnlinePayments;

/// <summary>What finance writes down before money that fits no bill is put to one or paid back.</summary>
internal sealed class UnmatchedPaymentService(UnmatchedPaymentRepository unmatched, ReceivableRepository bills, Trace trace)
{
    private const int LongestVoucher = 40;
    private const string Gone = "这笔到账已经处理，请刷新后再看。";

    /// <exception cref="Refusal"><c>not_allowed</c>, <c>bill_unknown</c>, <c>stray_done</c>.</exception>
    public async Task AimAsync(DbScope db, long id, string? billNo, ICurrentUser user)
    {
        Demand(user);
        var bill = await bills.FindAsync(db, (billNo ?? "").Trim()) ?? throw new Refusal("bill_unknown", "没有这个编号的缴费通知，请核对。") { Field = "Bill" };
        Clash.When(!await unmatched.SetTargetAsync(db, id, bill.Id), "stray_done", Gone);
        await trace.AppendAsync(db, new TraceEntry(UnmatchedPayment.RecordType, id, "stray_aim") { Comment = bill.Number }, user);
    }

    /// <exception cref="Refusal"><c>not_allowed</c>, <c>required</c>, <c>too_long</c>, <c>stray_done</c>.</exception>
    public async Task SetVoucherAsync(DbScope db, long id, string? voucher, ICurrentUser user)
    {
        Demand(user);
        var number = Field.Required(voucher, "Voucher", "退款的财务凭证号", LongestVoucher);
        Clash.When(!await unmatched.SetVoucherAsync(db, id, number), "stray_done", Gone);
        await trace.AppendAsync(db, new TraceEntry(UnmatchedPayment.RecordType, id, "stray_voucher") { Comment = number }, user);
    }

    /// <exception cref="Refusal"><c>not_allowed</c>.</exception>
    public static void Demand(ICurrentUser user) => user.Demand(Permissions.ReceiptsRecord, "线上到账由财务人员处理。");
}

/// <summary>Where the money of a reversed receipt waits again that came through the payment page.</summary>
internal sealed class UnmatchedPaymentSource(UnmatchedPaymentRepository unmatched, PaymentOrderRepository orders, Trace trace, TimeProvider clock) : IReceiptSource
{
    public PaymentMeans Means => PaymentMeans.UnifiedPage;

    public async Task ReopenAsync(StepContext step, Receipt receipt)
    {
        var said = $"{receipt.Number} 已冲正，{receipt.Amount} 元待认领。";
        if (await unmatched.OfTradeAsync(step.Db, receipt.OutsideNo) is { } known)
        {
            await step.Engine.TakeOrRefuseAsync(step.Db, UnmatchedPayment.RecordType, known.Id, UnmatchedPaymentWorkflow.Reopen, said);
            return;
        }
        var order = await orders.OfTradeAsync(step.Db, receipt.OutsideNo);
        await unmatched.AddAsync(step.Db, trace, new OnlinePayment(order?.Number ?? "", receipt.OutsideNo, receipt.Amount, order?.PaidAt ?? receipt.RecordedAt, receipt.PayerName),
            order?.Id, UnmatchedCause.Reversed, clock.GetUtcNow(), said, step.User);
    }
}
