namespace CEBase.Income.OnlinePayments;

/// <summary>Reads and writes money that fits no bill.</summary>
internal sealed class UnmatchedPaymentRepository
{
    public const string Select = """
        SELECT s.id, s.trade_no, s.order_no, s.order_id, r.number AS bill_number, o.amount AS order_amount, s.amount, s.paid_at, s.payer_name, s.cause, s.state, s.arrived_at,
          s.target_id, t.number AS target_number, s.voucher
        FROM stray_payment s LEFT JOIN payment_order o ON o.id = s.order_id LEFT JOIN receivable r ON r.id = o.receivable_id LEFT JOIN receivable t ON t.id = s.target_id
        """;

    public Task<UnmatchedPayment?> FindAsync(DbScope db, long id) => db.FirstAsync<UnmatchedPayment>($"{Select} WHERE s.id = @id", new { id });

    public Task<UnmatchedPayment?> OfTradeAsync(DbScope db, string tradeNo) => db.FirstAsync<UnmatchedPayment>($"{Select} WHERE s.trade_no = @tradeNo", new { tradeNo });

    public Task<IReadOnlyList<UnmatchedPayment>> WaitingAsync(DbScope db) => db.QueryAsync<UnmatchedPayment>($"{Select} WHERE s.state = 'waiting' ORDER BY s.id LIMIT 100");

    public Task<IReadOnlyList<UnmatchedPayment>> OfOrderAsync(DbScope db, long orderId) => db.QueryAsync<UnmatchedPayment>($"{Select} WHERE s.order_id = @orderId ORDER BY s.id", new { orderId });

    /// <summary>Whether money that was paid for a bill waits for finance.</summary>
    public async Task<bool> WaitsForAsync(DbScope db, long receivableId) => await db.ScalarAsync<int>(
        "SELECT count(*) FROM stray_payment s JOIN payment_order o ON o.id = s.order_id WHERE o.receivable_id = @receivableId AND s.state = 'waiting'", new { receivableId }) > 0;

    /// <summary>Whether a number of the platform was booked, in whatever way.</summary>
    public async Task<bool> IsBookedAsync(DbScope db, string tradeNo) => await db.ScalarAsync<int>("""
        SELECT (SELECT count(*) FROM payment_order WHERE trade_no = @tradeNo) + (SELECT count(*) FROM stray_payment WHERE trade_no = @tradeNo)
          + (SELECT count(*) FROM receipt WHERE means = 'UnifiedPage' AND coalesce(line_no, outside_no) = @tradeNo)
        """, new { tradeNo }) > 0;

    /// <summary>Keeps the money and says so in the trace; null when the number is known.</summary>
    public async Task<long?> AddAsync(DbScope db, Trace trace, OnlinePayment payment, long? orderId, UnmatchedCause cause, DateTimeOffset now, string comment, ICurrentUser user)
    {
        var id = await db.ScalarAsync<long?>("""
            INSERT INTO stray_payment (trade_no, order_no, order_id, amount, paid_at, payer_name, cause, state, state_since, arrived_at, voucher)
            VALUES (@TradeNo, @OrderNo, @orderId, @Amount, @PaidAt, @PayerName, @Cause, 'waiting', @now, @now, '') ON CONFLICT (trade_no) DO NOTHING RETURNING id
            """, new { payment.TradeNo, payment.OrderNo, orderId, payment.Amount, payment.PaidAt, payment.PayerName, Cause = cause.ToString(), now });
        if (id is not null)
        {
            await trace.AppendAsync(db, new TraceEntry(UnmatchedPayment.RecordType, id.Value, "create") { To = UnmatchedPaymentWorkflow.Waiting, Comment = comment }, user);
        }
        return id;
    }

    /// <summary>The bill it is to be put to; false when it no longer waits.</summary>
    public async Task<bool> SetTargetAsync(DbScope db, long id, long receivableId) =>
        await db.ExecuteAsync("UPDATE stray_payment SET target_id = @receivableId WHERE id = @id AND state = 'waiting'", new { id, receivableId }) == 1;

    /// <summary>The voucher of paying it back; false when it no longer waits.</summary>
    public async Task<bool> SetVoucherAsync(DbScope db, long id, string voucher) =>
        await db.ExecuteAsync("UPDATE stray_payment SET voucher = @voucher WHERE id = @id AND state = 'waiting'", new { id, voucher }) == 1;
}
