using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.OnlinePayments;

/// <summary>What finance writes down before money that fits no bill is put to one or paid back; and where the money of a reversed receipt waits again.</summary>
internal sealed class UnmatchedPaymentService(WorkflowEngine engine, Trace trace, TimeProvider clock) : IReceiptSource
{
    private const int LongestVoucher = 40;

    public PaymentMeans Means => PaymentMeans.UnifiedPage;

    /// <exception cref="Refusal"><c>not_yours</c>, <c>bill_unknown</c>, <c>stray_done</c>.</exception>
    public async Task AimAsync(DbScope db, long id, string? billNo, ICurrentUser user)
    {
        NeedFinance(user);
        var bill = await Receivable.FindAsync(db, (billNo ?? "").Trim()) ?? throw new Refusal("bill_unknown", "没有这个编号的缴费通知，请核对。") { Field = "Bill" };
        await ChangeAsync(db, "UPDATE stray_payment SET target_id = @Value WHERE id = @id AND state = 'waiting'", id, bill.Id);
        await trace.AppendAsync(db, new TraceEntry(UnmatchedPayment.RecordType, id, "stray_aim") { Comment = bill.Number }, user);
    }

    /// <exception cref="Refusal"><c>not_yours</c>, <c>voucher_missing</c>, <c>stray_done</c>.</exception>
    public async Task SetVoucherAsync(DbScope db, long id, string? voucher, ICurrentUser user)
    {
        NeedFinance(user);
        var number = (voucher ?? "").Trim();
        if (number.Length is 0 or > LongestVoucher)
        {
            throw new Refusal("voucher_missing", $"请填写退款的财务凭证号，不超过 {LongestVoucher} 个字。") { Field = "Voucher" };
        }
        await ChangeAsync(db, "UPDATE stray_payment SET voucher = @Value WHERE id = @id AND state = 'waiting'", id, number);
        await trace.AppendAsync(db, new TraceEntry(UnmatchedPayment.RecordType, id, "stray_voucher") { Comment = number }, user);
    }

    /// <inheritdoc />
    public async Task ReopenAsync(DbScope db, Receipt receipt, ICurrentUser user)
    {
        var said = $"{receipt.Number} 已冲正，{receipt.Amount} 元待认领。";
        if (await db.FirstAsync<long?>("SELECT id FROM stray_payment WHERE trade_no = @OutsideNo", new { receipt.OutsideNo }) is { } known)
        {
            await engine.TakeOrRefuseAsync(db, UnmatchedPayment.RecordType, known, UnmatchedPaymentWorkflow.Reopen, said);
            return;
        }
        var order = await db.FirstAsync<PaymentOrder>($"{PaymentOrder.Select} WHERE o.trade_no = @OutsideNo", new { receipt.OutsideNo });
        var now = clock.GetUtcNow();
        var id = await db.InsertAsync("""
            INSERT INTO stray_payment (trade_no, order_no, order_id, amount, paid_at, payer_name, cause, state, state_since, arrived_at, voucher)
            VALUES (@OutsideNo, @OrderNo, @OrderId, @Amount, @PaidAt, @PayerName, 'Reversed', 'waiting', @now, @now, '')
            """, new { receipt.OutsideNo, OrderNo = order?.Number ?? "", OrderId = order?.Id, receipt.Amount, PaidAt = order?.PaidAt ?? receipt.RecordedAt, receipt.PayerName, now });
        await trace.AppendAsync(db, new TraceEntry(UnmatchedPayment.RecordType, id, "create") { To = UnmatchedPaymentWorkflow.Waiting, Comment = said }, user);
    }

    public static void NeedFinance(ICurrentUser user)
    {
        if (!user.Has(Permissions.ReceiptsRecord))
        {
            throw new Refusal("not_yours", "线上到账由财务人员处理。") { Status = 403 };
        }
    }

    private static async Task ChangeAsync(DbScope db, string sql, long id, object value)
    {
        if (await db.ExecuteAsync(sql, new { id, Value = value }) == 0)
        {
            throw new Refusal("stray_done", "这笔到账已经处理，请刷新后再看。") { Status = 409 };
        }
    }
}
