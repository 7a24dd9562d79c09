using CEBase.Income.Bills;
using CEBase.Income.Receipts;

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
internal sealed class PlatformCashier(PaymentOrderRepository orders, UnmatchedPaymentRepository unmatched, ReceivableRepository bills, ReceiptService receipts, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    /// <param name="db">The caller's transaction.</param>
    /// <param name="payment">What arrived.</param>
    /// <param name="source">Who told us, for the trace: 平台通知.</param>
    public async Task<Booked> TakeAsync(DbScope db, OnlinePayment payment, string source)
    {
        var order = await orders.LockAsync(db, payment.OrderNo);
        if (await unmatched.IsBookedAsync(db, payment.TradeNo))
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
        if ((await bills.LockAsync(db, order.ReceivableId))!.Outstanding < payment.Amount)
        {
            return await KeepAsync(db, payment, order, UnmatchedCause.BillClosed, source);
        }

        await orders.SetPaymentAsync(db, order.Id, payment);
        await StepAsync(db, order.Id, OrderWorkflow.Arrive, $"{source}，流水号 {payment.TradeNo}。");
        await receipts.PostAsync(engine, db, new IncomingPayment(order.ReceivableId, PaymentMeans.UnifiedPage, payment.TradeNo, payment.Amount, payment.PaidAt.ChinaDay(),
            payment.PayerName.Length > 0 ? payment.PayerName : order.PayerOfBill), SystemUser.Instance);
        return Booked.Receipt;
    }

    private async Task<Booked> KeepAsync(DbScope db, OnlinePayment payment, PaymentOrder? order, UnmatchedCause cause, string source)
    {
        if (await unmatched.AddAsync(db, trace, payment, order?.Id, cause, clock.GetUtcNow(), $"{source}，{cause.Label()}。", SystemUser.Instance) is null)
        {
            return Booked.Known;
        }
        if (order is { State: OrderWorkflow.Opened or OrderWorkflow.Closed })
        {
            await orders.SetTroubleAsync(db, order.Id, $"{cause.Label()}，到账 {payment.Amount} 元");
            await StepAsync(db, order.Id, OrderWorkflow.Fail, $"{source}，{cause.Label()}，流水号 {payment.TradeNo}。");
        }
        return Booked.Stray;
    }

    private Task StepAsync(DbScope db, long orderId, string step, string comment) => engine.TakeOrRefuseAsync(db, PaymentOrder.RecordType, orderId, step, comment);
}
