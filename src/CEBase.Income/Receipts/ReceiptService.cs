using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>The one way by which a bill is paid. Every payment is a row of its own, and the bill's sum moves only together with it.</summary>
[RestsOn("NPU:21", How = "到账只有学校账户转账和学校统一支付平台两种，每笔记流水号，个人收款和现金无处登记")]
[RestsOn("MOE:2", "MOE23:22", How = "收入全部进学校账户，不设代收渠道，合作方和代理无从收费")]
[RestsOn("BJTU:35", How = "到账逐笔登记到缴费通知，缴足为止，不多收")]
internal sealed class ReceiptService(ReceivableRepository bills, ReceiptRepository receipts, Trace trace, TimeProvider clock)
{
    public const string Series = "SJ";

    /// <summary>Records a payment in the caller's transaction. The same outside number again gives back the receipt of the first time.</summary>
    /// <param name="engine">Settles the bill; given, because workflows post receipts too.</param>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="payment">What arrived.</param>
    /// <param name="user">Who records it.</param>
    /// <exception cref="Refusal">
    /// <c>payment_differs</c>: the number is known with another bill or amount; <c>payment_reversed</c>: its receipt was reversed;
    /// <c>payment_exceeds</c>: more than is owed;
    /// <c>payment_invalid</c>: no number or no amount; 404 for a bill that isn't there.
    /// </exception>
    public async Task<Receipt> PostAsync(WorkflowEngine engine, DbScope db, IncomingPayment payment, ICurrentUser user)
    {
        var outsideNo = payment.OutsideNo.Trim();
        var key = payment.Key ?? outsideNo;
        Field.Check(outsideNo.Length is > 0 and <= 100 && payment.Amount > Money.Zero, "payment_invalid", nameof(payment.OutsideNo), "到账要有流水号和大于 0 的金额。");
        user.Demand(payment.Means != PaymentMeans.Transfer || user.Has(Permissions.ReceiptsRecord), "到账由财务人员按学校账户流水登记。");
        // Held, so that the same payment twice at once meets its own first receipt below.
        var bill = await bills.LockAsync(db, payment.ReceivableId) ?? throw Refusal.NotFound("没有这张缴费通知。");
        if (await BeforeAsync(db, payment, key) is { } before)
        {
            return before;
        }
        Clash.When(!await bills.ReceiveAsync(db, bill.Id, payment.Amount), "payment_exceeds", $"{bill.Number} 尚欠 {bill.Outstanding} 元，不能登记 {payment.Amount} 元。请核对金额和缴费通知编号。", nameof(payment.Amount));
        var number = await DocumentNumbers.NextAsync(db, Series, clock.Today().Year);
        var id = await receipts.InsertAsync(db, payment, number, key, key == outsideNo ? null : outsideNo, user, clock.GetUtcNow()) ?? throw Differs(outsideNo);
        var receipt = (await receipts.FindAsync(db, id))!;
        await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, bill.Id, "receipt")
        {
            Comment = $"{receipt.Number}，{payment.Amount} 元，{payment.Means.Label()}，流水号 {outsideNo}。",
        }, user);
        var after = (await bills.FindAsync(db, bill.Id))!;
        if (after.Outstanding == Money.Zero)
        {
            await engine.TakeOrRefuseAsync(db, Receivable.RecordType, after.Id, after.State == ReceivableWorkflow.Open ? ReceivableWorkflow.Settle : ReceivableWorkflow.Clear);
        }
        return receipt;
    }

    private async Task<Receipt?> BeforeAsync(DbScope db, IncomingPayment payment, string key)
    {
        var before = await receipts.OfKeyAsync(db, payment.Means, key);
        return before is null ? null
            : before.IsReversed ? throw new Refusal("payment_reversed", $"流水号 {before.OutsideNo} 的到账已冲正，请在待认领的到账里重新认领。") { Field = nameof(payment.OutsideNo), Status = 409 }
            : before.ReceivableId == payment.ReceivableId && before.Amount == payment.Amount ? before : throw Differs(key);
    }

    private static Refusal Differs(string outsideNo) =>
        new("payment_differs", $"流水号 {outsideNo} 已登记过，但缴费通知或金额不同。请核对，同一笔到账不能登记两次。") { Field = nameof(IncomingPayment.OutsideNo), Status = 409 };
}
