using CEBase.Income.Bills;

namespace CEBase.Income.OnlinePayments;

/// <summary>Reads and writes orders.</summary>
internal sealed class PaymentOrderRepository
{
    public const string Select = """
        SELECT o.id, o.number, o.receivable_id, r.number AS bill_number, r.state AS bill_state, r.payer_name AS payer_of_bill, c.class_no, o.amount, o.state, o.state_since,
          o.pay_address, o.opened_at, o.opened_by_name, o.expires_at, o.asked_at, o.failures, o.trouble, o.trade_no, o.paid_at, o.payer_name
        FROM payment_order o JOIN receivable r ON r.id = o.receivable_id JOIN published_training_class c ON c.id = r.class_id
        """;

    public Task<PaymentOrder?> FindAsync(DbScope db, long id) => db.FirstAsync<PaymentOrder>($"{Select} WHERE o.id = @id", new { id });

    public Task<PaymentOrder?> FindAsync(DbScope db, string number) => db.FirstAsync<PaymentOrder>($"{Select} WHERE o.number = @number", new { number });

    /// <summary>The order, held until the transaction ends: the same news of it twice at once is read one after the other.</summary>
    public async Task<PaymentOrder?> LockAsync(DbScope db, string number) =>
        await db.FirstAsync<long?>("SELECT id FROM payment_order WHERE number = @number" + db.Dialect.ForUpdate, new { number }) is { } id ? await FindAsync(db, id) : null;

    /// <summary>The bill's one open order, or null.</summary>
    public Task<PaymentOrder?> OpenOfAsync(DbScope db, long receivableId) => db.FirstAsync<PaymentOrder>($"{Select} WHERE o.receivable_id = @receivableId AND o.state = 'opened'", new { receivableId });

    public Task<PaymentOrder?> LatestOfAsync(DbScope db, long receivableId) => db.FirstAsync<PaymentOrder>($"{Select} WHERE o.receivable_id = @receivableId ORDER BY o.id DESC LIMIT 1", new { receivableId });

    public Task<PaymentOrder?> OfTradeAsync(DbScope db, string tradeNo) => db.FirstAsync<PaymentOrder>($"{Select} WHERE o.trade_no = @tradeNo", new { tradeNo });

    public Task<long> InsertAsync(DbScope db, Receivable bill, string number, DateTimeOffset now, DateTimeOffset expires, DateTimeOffset nextAsk, ICurrentUser user) => db.InsertAsync("""
        INSERT INTO payment_order (number, receivable_id, amount, state, state_since, opened_at, opened_by, opened_by_name, expires_at, next_ask_at, failures, trouble, payer_name)
        VALUES (@number, @Id, @Outstanding, 'opened', @now, @now, @AccountId, @DisplayName, @expires, @nextAsk, 0, '', '')
        """, new { number, bill.Id, bill.Outstanding, now, expires, nextAsk, user.AccountId, user.DisplayName });

    /// <summary>Where it is paid, told once.</summary>
    public Task SetAddressAsync(DbScope db, long id, string? address) =>
        db.ExecuteAsync("UPDATE payment_order SET pay_address = @address, failures = 0, trouble = '' WHERE id = @id AND state = 'opened' AND pay_address IS NULL", new { id, address });

    public Task SetPaymentAsync(DbScope db, long id, OnlinePayment payment) => db.ExecuteAsync(
        "UPDATE payment_order SET trade_no = @TradeNo, paid_at = @PaidAt, payer_name = @PayerName, failures = 0, trouble = '' WHERE id = @id", new { id, payment.TradeNo, payment.PaidAt, payment.PayerName });

    public Task SetTroubleAsync(DbScope db, long id, string trouble) => db.ExecuteAsync("UPDATE payment_order SET trouble = @trouble WHERE id = @id", new { id, trouble });

    /// <summary>The platform has answered.</summary>
    public Task AnsweredAsync(DbScope db, long id, DateTimeOffset now, DateTimeOffset next) => db.ExecuteAsync(
        "UPDATE payment_order SET asked_at = @now, next_ask_at = @next, failures = 0, trouble = CASE WHEN state = 'opened' THEN '' ELSE trouble END WHERE id = @id", new { id, now, next });

    /// <summary>The platform kept silent when the order was made there.</summary>
    public Task SilentAsync(DbScope db, long id, string trouble) =>
        db.ExecuteAsync("UPDATE payment_order SET failures = failures + 1, trouble = @trouble WHERE id = @id AND state = 'opened'", new { id, trouble });

    /// <summary>The platform kept silent when asked.</summary>
    public Task SilentAsync(DbScope db, long id, string trouble, DateTimeOffset now, DateTimeOffset next) => db.ExecuteAsync(
        "UPDATE payment_order SET asked_at = @now, next_ask_at = @next, failures = failures + 1, trouble = @trouble WHERE id = @id AND state = 'opened'", new { id, trouble, now, next });

    /// <summary>Open orders whose turn it is, and whether they are to end: they expired, or their bill is settled otherwise.</summary>
    public Task<IReadOnlyList<DueOrder>> DueAsync(DbScope db, DateTimeOffset now, int most) => db.QueryAsync<DueOrder>($"""
        SELECT o.id, CASE WHEN r.state NOT IN ({ReceivableWorkflow.Owing}) OR coalesce(r.owed, r.amount) - r.received <> o.amount OR o.expires_at <= @now THEN TRUE ELSE FALSE END AS shall_end
        FROM payment_order o JOIN receivable r ON r.id = o.receivable_id WHERE o.state = 'opened' AND o.next_ask_at <= @now ORDER BY o.next_ask_at, o.id LIMIT @most
        """, new { now, most });
}

/// <summary>An open order to ask about.</summary>
internal sealed record DueOrder
{
    public long Id { get; init; }

    /// <summary>It is to be closed when it isn't paid.</summary>
    public bool ShallEnd { get; init; }
}
