using CEBase.Income.Receipts;

namespace CEBase.Income.Arrivals;

/// <summary>Shows finance what the bank took back, with the receipts it may be about, until somebody has looked.</summary>
internal sealed class AccountReversalService(ReceiptRepository receipts, Trace trace, TimeProvider clock)
{
    public const string RecordType = "AccountReversal";
    private const string Select = "SELECT id, outside_no, amount, booked_on, payer_name, remark FROM account_reversal";
    private const int Shown = 50;

    public Task<IReadOnlyList<AccountReversal>> WaitingAsync(DbScope db) => db.QueryAsync<AccountReversal>($"{Select} WHERE finding IS NULL ORDER BY booked_on, id LIMIT {Shown}");

    /// <summary>Receipts that it may be about: of the same amount, booked by then and not reversed, the same number and payer first.</summary>
    public async Task<IReadOnlyList<Receipt>> MayMeanAsync(DbScope db, AccountReversal line) =>
        [.. (await receipts.OfAmountAsync(db, line.Amount, line.BookedOn, Shown))
            .Where(r => r.OutsideNo == line.OutsideNo || line.PayerName.Length == 0 || r.PayerName == line.PayerName).OrderBy(r => r.OutsideNo == line.OutsideNo ? 0 : 1).Take(3)];

    /// <summary>Takes a line in; one that is known changes nothing and gives false.</summary>
    public async Task<bool> NoteAsync(DbScope db, AccountReversal line, ICurrentUser user)
    {
        var id = await db.ScalarAsync<long?>("""
            INSERT INTO account_reversal (outside_no, amount, booked_on, payer_name, remark, noted_at, noted_by_name)
            VALUES (@OutsideNo, @Amount, @BookedOn, @PayerName, @Remark, @Now, @DisplayName) ON CONFLICT (outside_no) DO NOTHING RETURNING id
            """, new { line.OutsideNo, line.Amount, line.BookedOn, line.PayerName, line.Remark, Now = clock.GetUtcNow(), user.DisplayName });
        if (id is not null)
        {
            await trace.AppendAsync(db, new TraceEntry(RecordType, id.Value, "account_reversal") { Comment = $"{line.OutsideNo}，{line.Amount} 元。" }, user);
        }
        return id is not null;
    }

    /// <summary>Finance has looked: what was found stands beside it.</summary>
    /// <exception cref="Refusal"><c>not_allowed</c>; <c>reason_missing</c>; <c>reversal_looked_at</c> when somebody was first.</exception>
    public async Task LookedAsync(DbScope db, long id, string? finding, ICurrentUser user)
    {
        user.Demand(Permissions.ReceiptsRecord, "银行冲正由财务人员核查。");
        Field.Check(!string.IsNullOrWhiteSpace(finding), "reason_missing", "Finding", "请写明查的结果：冲的是哪笔到账，怎样处理的。");
        if (await db.ExecuteAsync("UPDATE account_reversal SET finding = @Finding, looked_at = @Now, looked_by_name = @DisplayName WHERE id = @id AND finding IS NULL",
            new { id, Finding = finding!.Trim(), Now = clock.GetUtcNow(), user.DisplayName }) == 0)
        {
            throw new Refusal("reversal_looked_at", "这笔银行冲正刚才已有人核查，请刷新后再看。") { Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "account_reversal_looked") { Comment = finding.Trim() }, user);
    }
}
