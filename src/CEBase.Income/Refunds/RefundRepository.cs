namespace CEBase.Income.Refunds;

/// <summary>Reads and writes refunds with their parts.</summary>
internal sealed class RefundRepository
{
    public const string Select = """
        SELECT f.id, f.number, f.state, f.receivable_id, r.number AS bill_number, c.class_no, r.payer_name, f.ground, f.amount, f.basis, f.reason, f.asked_by, f.asked_by_name, f.asked_at,
          f.paid_no, f.paid_on
        FROM refund f JOIN receivable r ON r.id = f.receivable_id JOIN published_training_class c ON c.id = r.class_id
        """;

    public Task<Refund?> FindAsync(DbScope db, long id) => db.FirstAsync<Refund>($"{Select} WHERE f.id = @id", new { id });

    public Task<Refund?> FindAsync(DbScope db, string number) => db.FirstAsync<Refund>($"{Select} WHERE f.number = @number", new { number });

    public Task<Refund?> OfRequestAsync(DbScope db, string requestKey) => db.FirstAsync<Refund>($"{Select} WHERE f.request_key = @requestKey", new { requestKey });

    /// <summary>The refund, held until the transaction ends.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Refund> LockAsync(DbScope db, string number)
    {
        var id = await db.FirstAsync<long?>("SELECT id FROM refund WHERE number = @number" + db.Dialect.ForUpdate, new { number }) ?? throw Refusal.NotFound($"没有编号为 {number} 的退费。");
        return (await FindAsync(db, id))!;
    }

    public Task<IReadOnlyList<Refund>> OfBillAsync(DbScope db, long receivableId) => db.QueryAsync<Refund>($"{Select} WHERE f.receivable_id = @receivableId ORDER BY f.id DESC", new { receivableId });

    public Task<IReadOnlyList<RefundPart>> PartsAsync(DbScope db, long refundId) => db.QueryAsync<RefundPart>("""
        SELECT p.receipt_id, s.number AS receipt_number, s.means, s.outside_no, s.payer_name, p.amount FROM refund_part p JOIN receipt s ON s.id = p.receipt_id
        WHERE p.refund_id = @refundId ORDER BY p.receipt_id
        """, new { refundId });

    /// <summary>What was paid back of each receipt of a bill.</summary>
    public async Task<IReadOnlyDictionary<long, Money>> PaidBackAsync(DbScope db, long receivableId) => (await db.QueryAsync<RefundPart>("""
        SELECT p.receipt_id, CAST(sum(p.amount) AS bigint) AS amount FROM refund_part p JOIN refund f ON f.id = p.refund_id WHERE f.receivable_id = @receivableId AND f.state = 'paid' GROUP BY p.receipt_id
        """, new { receivableId })).ToDictionary(p => p.ReceiptId, p => p.Amount);

    /// <summary>Number of another refund that bears a number of the finance office.</summary>
    public Task<string?> BearerOfAsync(DbScope db, string paidNo, long but) => db.FirstAsync<string>("SELECT number FROM refund WHERE paid_no = @paidNo AND id <> @but", new { paidNo, but });

    public Task<long> InsertAsync(DbScope db, string number, long receivableId, RefundOffer offer, string reason, string? requestKey, ICurrentUser user, DateTimeOffset now) => db.InsertAsync("""
        INSERT INTO refund (number, state, state_since, receivable_id, ground, amount, basis, reason, asked_by, asked_by_name, asked_at, request_key)
        VALUES (@number, 'asked', @now, @receivableId, @Ground, @Amount, @Basis, @reason, @AccountId, @DisplayName, @now, @requestKey)
        """, new { number, receivableId, Ground = offer.Ground.ToString(), offer.Sum.Amount, offer.Sum.Basis, reason, requestKey, user.AccountId, user.DisplayName, now });

    public Task AddPartAsync(DbScope db, long refundId, long receiptId, Money amount) =>
        db.ExecuteAsync("INSERT INTO refund_part (refund_id, receipt_id, amount) VALUES (@refundId, @receiptId, @amount)", new { refundId, receiptId, amount });

    public Task SetPaidAsync(DbScope db, long id, string paidNo, DateOnly paidOn) =>
        db.ExecuteAsync("UPDATE refund SET paid_no = @paidNo, paid_on = @paidOn WHERE id = @id AND state = 'approved'", new { id, paidNo, paidOn });
}
