namespace CEBase.Income.Receipts;

/// <summary>Reads and appends receipts and their reversals.</summary>
internal sealed class ReceiptRepository
{
    private const string Select = """
        SELECT s.id, s.number, s.receivable_id, s.means, coalesce(s.line_no, s.outside_no) AS outside_no, s.amount, s.paid_on, s.payer_name, s.recorded_at, s.recorded_by_name, s.arrival_id,
          v.reversed_at, b.number AS bill_number
        FROM receipt s JOIN receivable b ON b.id = s.receivable_id LEFT JOIN receipt_reversal v ON v.receipt_id = s.id
        """;

    public Task<Receipt?> FindAsync(DbScope db, long id) => db.FirstAsync<Receipt>($"{Select} WHERE s.id = @id", new { id });

    public Task<Receipt?> FindAsync(DbScope db, string number) => db.FirstAsync<Receipt>($"{Select} WHERE s.number = @number", new { number });

    public Task<Receipt?> OfKeyAsync(DbScope db, PaymentMeans means, string key) =>
        db.FirstAsync<Receipt>($"{Select} WHERE s.means = @Means AND s.outside_no = @key", new { Means = means.ToString(), key });

    public Task<IReadOnlyList<Receipt>> OfBillAsync(DbScope db, long receivableId) => db.QueryAsync<Receipt>($"{Select} WHERE s.receivable_id = @receivableId ORDER BY s.id", new { receivableId });

    public Task<IReadOnlyList<Receipt>> OfArrivalAsync(DbScope db, long arrivalId) => db.QueryAsync<Receipt>($"{Select} WHERE s.arrival_id = @arrivalId ORDER BY s.id", new { arrivalId });

    public Task<IReadOnlyList<Receipt>> LatestAsync(DbScope db, int most) => db.QueryAsync<Receipt>($"{Select} ORDER BY s.id DESC LIMIT @most", new { most });

    /// <summary>Of an amount, booked by a day and not reversed; the latest first.</summary>
    public Task<IReadOnlyList<Receipt>> OfAmountAsync(DbScope db, Money amount, DateOnly by, int most) =>
        db.QueryAsync<Receipt>($"{Select} WHERE s.amount = @amount AND s.paid_on <= @by AND v.reversed_at IS NULL ORDER BY s.id DESC LIMIT @most", new { amount, by, most });

    /// <summary>The key of the next receipt of a number, in the transaction that holds the line it stands on: the number itself, then with a count.</summary>
    public async Task<string> NextKeyAsync(DbScope db, PaymentMeans means, string outsideNo)
    {
        var before = await db.ScalarAsync<long>("SELECT count(*) FROM receipt WHERE means = @Means AND coalesce(line_no, outside_no) = @outsideNo", new { Means = means.ToString(), outsideNo });
        return before == 0 ? outsideNo : $"{outsideNo}#{before + 1}";
    }

    /// <summary>Null when the key is taken.</summary>
    public Task<long?> InsertAsync(DbScope db, IncomingPayment payment, string number, string key, string? lineNo, ICurrentUser user, DateTimeOffset now) => db.ScalarAsync<long?>("""
        INSERT INTO receipt (number, receivable_id, means, outside_no, line_no, arrival_id, amount, paid_on, payer_name, recorded_at, recorded_by, recorded_by_name)
        VALUES (@number, @ReceivableId, @Means, @key, @lineNo, @ArrivalId, @Amount, @PaidOn, @PayerName, @now, @AccountId, @DisplayName)
        ON CONFLICT (means, outside_no) DO NOTHING RETURNING id
        """, new
    {
        number, payment.ReceivableId, Means = payment.Means.ToString(), key, lineNo, payment.ArrivalId, payment.Amount, payment.PaidOn, PayerName = payment.PayerName.Trim(), now, user.AccountId, user.DisplayName,
    });

    public Task ReverseAsync(DbScope db, Receipt receipt, long requestId, ICurrentUser user, DateTimeOffset now) => db.ExecuteAsync("""
        INSERT INTO receipt_reversal (receipt_id, request_id, amount, reversed_at, reversed_by, reversed_by_name) VALUES (@Id, @requestId, @Amount, @now, @AccountId, @DisplayName)
        """, new { receipt.Id, requestId, receipt.Amount, now, user.AccountId, user.DisplayName });
}
