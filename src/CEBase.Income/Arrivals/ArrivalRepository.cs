namespace CEBase.Income.Arrivals;

/// <summary>Reads and writes lines of the account.</summary>
internal sealed class ArrivalRepository
{
    private const string Select = "SELECT id, outside_no, amount, used, returned, paid_on, payer_name, remark, state, note FROM arrival";
    private const int Shown = 100;

    public Task<Arrival?> FindAsync(DbScope db, long id) => db.FirstAsync<Arrival>($"{Select} WHERE id = @id", new { id });

    public Task<Arrival?> OfNumberAsync(DbScope db, string outsideNo) => db.FirstAsync<Arrival>($"{Select} WHERE outside_no = @outsideNo", new { outsideNo });

    /// <summary>The line, held until the transaction ends.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Arrival> LockAsync(DbScope db, long id) =>
        await db.FirstAsync<Arrival>($"{Select} WHERE id = @id" + db.Dialect.ForUpdate, new { id }) ?? throw Refusal.NotFound("没有这笔到账。");

    public Task<IReadOnlyList<Arrival>> WaitingAsync(DbScope db) => db.QueryAsync<Arrival>($"{Select} WHERE state = 'waiting' ORDER BY paid_on, id LIMIT {Shown}");

    /// <summary>Lines that were called no fee, the latest first.</summary>
    public Task<IReadOnlyList<Arrival>> DismissedAsync(DbScope db) => db.QueryAsync<Arrival>($"{Select} WHERE state = 'other' AND returned < amount ORDER BY id DESC LIMIT {Shown}");

    /// <summary>The line that a key of a receipt belongs to; from before receipts named their line.</summary>
    public Task<long?> OfKeyAsync(DbScope db, string key) =>
        db.FirstAsync<long?>("SELECT id FROM arrival WHERE outside_no = @key OR substr(@key, 1, length(outside_no) + 1) = outside_no || '#'", new { key });

    /// <summary>Null when the number is known.</summary>
    public Task<long?> InsertAsync(DbScope db, Arrival line, ICurrentUser user, DateTimeOffset now) => db.ScalarAsync<long?>("""
        INSERT INTO arrival (outside_no, amount, used, paid_on, payer_name, remark, state, note, noted_at, noted_by, noted_by_name)
        VALUES (@OutsideNo, @Amount, @Used, @PaidOn, @PayerName, @Remark, 'waiting', '', @now, @AccountId, @DisplayName) ON CONFLICT (outside_no) DO NOTHING RETURNING id
        """, new { line.OutsideNo, line.Amount, line.Used, line.PaidOn, PayerName = line.PayerName.Trim(), Remark = line.Remark.Trim(), now, user.AccountId, user.DisplayName });

    public Task NoteAsync(DbScope db, long id, string note) => db.ExecuteAsync("UPDATE arrival SET note = @note WHERE id = @id", new { id, note });

    /// <summary>More, or with a minus less, of it is put to bills.</summary>
    public Task UseAsync(DbScope db, long id, Money more) => db.ExecuteAsync("UPDATE arrival SET used = used + @more WHERE id = @id", new { id, more });

    /// <summary>What is left went back; false when the finance office's number is known.</summary>
    public async Task<bool> ReturnAsync(DbScope db, Arrival line, string paidNo, DateOnly paidOn, string note, ICurrentUser user, DateTimeOffset now)
    {
        if (await db.ScalarAsync<long?>("""
            INSERT INTO arrival_return (arrival_id, amount, paid_no, paid_on, note, returned_at, returned_by, returned_by_name)
            VALUES (@Id, @Rest, @paidNo, @paidOn, @note, @now, @AccountId, @DisplayName) ON CONFLICT (paid_no) DO NOTHING RETURNING id
            """, new { line.Id, line.Rest, paidNo, paidOn, note, now, user.AccountId, user.DisplayName }) is null)
        {
            return false;
        }
        await db.ExecuteAsync("UPDATE arrival SET returned = returned + @Rest WHERE id = @Id", new { line.Id, line.Rest });
        return true;
    }
}
