using CEBase.Income.Bills;
using CEBase.Income.Invoices;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;

namespace CEBase.Income.OnlinePayments;

/// <summary>What became of money that arrived.</summary>
internal enum Booked
{
    /// <summary>A receipt was posted.</summary>
    Receipt,

    /// <summary>It waits for finance.</summary>
    Stray,

    /// <summary>It was booked before; nothing changed.</summary>
    Known,
}

/// <summary>
/// Books money that the platform says has arrived, whoever told us: a notification, an answer, a statement. One number of the platform is booked
/// once; what fits no open bill is kept for finance.
/// </summary>
internal sealed class PlatformCashier(ReceiptService receipts, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    /// <param name="db">The caller's transaction.</param>
    /// <param name="payment">What arrived.</param>
    /// <param name="source">Who told us, for the trace: 平台通知.</param>
    public async Task<Booked> TakeAsync(DbScope db, OnlinePayment payment, string source)
    {
        // The order is held from here on: the same news twice at once is read one after the other.
        var order = await db.FirstAsync<long?>("SELECT id FROM payment_order WHERE number = @OrderNo" + db.Dialect.ForUpdate, new { payment.OrderNo }) is { } id
            ? await PaymentOrder.FindAsync(db, id)
            : null;
        if (await IsKnownAsync(db, payment.TradeNo))
        {
            return Booked.Known;
        }
        if (order is null)
        {
            return await KeepAsync(db, payment, null, UnmatchedCause.Unknown, source);
        }
        if (order.State is OrderWorkflow.Paid or OrderWorkflow.Failed)
        {
            return await KeepAsync(db, payment, order, UnmatchedCause.Twice, source);
        }
        if (payment.Amount != order.Amount)
        {
            return await KeepAsync(db, payment, order, UnmatchedCause.Amount, source);
        }
        // Held too, so that what is asked here is what the receipt is posted to.
        await db.FirstAsync<string>("SELECT state FROM receivable WHERE id = @ReceivableId" + db.Dialect.ForUpdate, new { order.ReceivableId });
        if ((await Receivable.FindAsync(db, order.ReceivableId))!.Outstanding < payment.Amount)
        {
            return await KeepAsync(db, payment, order, UnmatchedCause.BillClosed, source);
        }

        await db.ExecuteAsync("UPDATE payment_order SET trade_no = @TradeNo, paid_at = @PaidAt, payer_name = @PayerName, failures = 0, trouble = '' WHERE id = @Id",
            new { order.Id, payment.TradeNo, payment.PaidAt, payment.PayerName });
        await StepAsync(db, order.Id, OrderWorkflow.Arrive, $"{source}，流水号 {payment.TradeNo}。");
        await receipts.PostAsync(db, new IncomingPayment(order.ReceivableId, PaymentMeans.UnifiedPage, payment.TradeNo, payment.Amount, payment.PaidAt.ChinaDay(),
            payment.PayerName.Length > 0 ? payment.PayerName : order.PayerOfBill), SystemUser.Instance);
        return Booked.Receipt;
    }

    private static async Task<bool> IsKnownAsync(DbScope db, string tradeNo) => await db.ScalarAsync<int>("""
        SELECT (SELECT count(*) FROM payment_order WHERE trade_no = @tradeNo) + (SELECT count(*) FROM stray_payment WHERE trade_no = @tradeNo)
          + (SELECT count(*) FROM receipt WHERE means = 'UnifiedPage' AND coalesce(line_no, outside_no) = @tradeNo)
        """, new { tradeNo }) > 0;

    private async Task<Booked> KeepAsync(DbScope db, OnlinePayment payment, PaymentOrder? order, UnmatchedCause cause, string source)
    {
        var now = clock.GetUtcNow();
        var id = await db.ScalarAsync<long?>("""
            INSERT INTO stray_payment (trade_no, order_no, order_id, amount, paid_at, payer_name, cause, state, state_since, arrived_at, voucher)
            VALUES (@TradeNo, @OrderNo, @OrderId, @Amount, @PaidAt, @PayerName, @Cause, 'waiting', @now, @now, '') ON CONFLICT (trade_no) DO NOTHING RETURNING id
            """, new { payment.TradeNo, payment.OrderNo, OrderId = order?.Id, payment.Amount, payment.PaidAt, payment.PayerName, Cause = cause.ToString(), now });
        if (id is null)
        {
            return Booked.Known;
        }
        await trace.AppendAsync(db, new TraceEntry(UnmatchedPayment.RecordType, id.Value, "create") { To = UnmatchedPaymentWorkflow.Waiting, Comment = $"{source}，{cause.Label()}。" }, SystemUser.Instance);
        if (order is { State: OrderWorkflow.Opened or OrderWorkflow.Closed })
        {
            await db.ExecuteAsync("UPDATE payment_order SET trouble = @trouble WHERE id = @Id", new { order.Id, trouble = $"{cause.Label()}，到账 {payment.Amount} 元" });
            await StepAsync(db, order.Id, OrderWorkflow.Fail, $"{source}，{cause.Label()}，流水号 {payment.TradeNo}。");
        }
        return Booked.Stray;
    }

    private Task StepAsync(DbScope db, long orderId, string step, string comment) => engine.TakeOrRefuseAsync(db, PaymentOrder.RecordType, orderId, step, comment);
}
