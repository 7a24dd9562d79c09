namespace CEBase.Funds.Ledger;

/// <summary>
/// Money of the funds, in entries that are never changed. The balance of a line moves in the same transaction by a conditional update, so that
/// nobody spends what somebody else has just taken; the table's checks stop whatever this class would let through.
/// </summary>
[RestsOn("NPU:19", How = "经费台账只增不改，预算、预占、报销、付款逐级冲抵，余额随记账同时变动")]
[RestsOn("NPU:21", How = "培训收入按班设预算科目记账，支出逐级冲抵")]
internal sealed class FundLedger(TimeProvider clock)
{
    private const string Columns = "id, line_id, act, from_stage, to_stage, amount, source, source_id, round, reversal_of, reason, posted_at, posted_by_name";

    /// <summary>The line of that key, made with nothing on it when there is none.</summary>
    public async Task<long> LineAsync(DbScope db, long fundId, int year, string useCode, string item, long? classId)
    {
        var key = new { fundId, year, useCode, item, classId = classId ?? 0 };
        const string Find = "SELECT id FROM fund_line WHERE fund_id = @fundId AND year = @year AND use_code = @useCode AND item = @item AND coalesce(class_id, 0) = @classId";
        if (await db.ScalarAsync<long?>(Find, key) is { } there)
        {
            return there;
        }
        await db.ExecuteAsync("""
            INSERT INTO fund_line (fund_id, year, use_code, item, class_id, is_strict, planned, allowed, remaining, committed, claimed, paid)
            SELECT @fundId, @year, @useCode, @item, CASE WHEN @classId = 0 THEN NULL ELSE @classId END, CASE WHEN kind = 'Grant' THEN TRUE ELSE FALSE END, 0, 0, 0, 0, 0, 0
            FROM fund WHERE id = @fundId
            ON CONFLICT DO NOTHING
            """, key);
        return (await db.ScalarAsync<long?>(Find, key))!.Value;
    }

    /// <summary>The lines, held until the transaction ends; always in one order, so that two writers never wait for each other crosswise.</summary>
    public async Task<IReadOnlyList<FundLine>> LockAsync(DbScope db, IEnumerable<long> lineIds)
    {
        var ids = lineIds.Distinct().Order().ToArray();
        if (db.Transaction is not null)
        {
            await db.QueryAsync<long>($"SELECT id FROM fund_line WHERE id IN @ids ORDER BY id{db.Dialect.ForUpdate}", new { ids });
        }
        return await db.QueryAsync<FundLine>($"{FundLineRepository.Select} WHERE l.id IN @ids ORDER BY l.id", new { ids });
    }

    /// <summary>Posts in the order given; what the same record has posted already in this round is left alone.</summary>
    /// <exception cref="Refusal"><c>budget_short</c>: a line hasn't got the money; <c>stage_order</c>: the stage before was left out. Nothing may be committed after it.</exception>
    public async Task PostAsync(DbScope db, IReadOnlyList<Posting> postings, ICurrentUser by)
    {
        if (postings.Any(p => p.Amount <= Money.Zero))
        {
            throw new ArgumentException("A posting must be of more than nothing.", nameof(postings));
        }
        await LockFundAsync(db, postings.Where(p => p.Act.Way() is var (from, to) && (from == Stage.Source || to == Stage.Source)).Select(p => p.LineId));
        await LockAsync(db, postings.Select(p => p.LineId));
        foreach (var p in postings)
        {
            var posted = await db.ScalarAsync<long>("""
                SELECT count(*) FROM fund_entry WHERE source = @Source AND source_id = @SourceId AND line_id = @LineId AND act = @Act AND round = @Round AND reversal_of IS NULL
                """, new { p.Source, p.SourceId, p.LineId, Act = p.Act.ToString(), p.Round });
            if (posted == 0)
            {
                var (from, to) = p.Act.Way();
                await NeedBeforeAsync(db, p, from);
                await WriteAsync(db, new FundEntry
                {
                    LineId = p.LineId, Act = p.Act, FromStage = from, ToStage = to, Amount = p.Amount, Source = p.Source, SourceId = p.SourceId, Round = p.Round, Reason = p.Reason,
                }, by);
            }
        }
    }

    /// <summary>Takes back everything a record has posted and not yet taken back, last first: each stage gives the money to the one before.</summary>
    /// <exception cref="Refusal"><c>reason_missing</c>; <c>budget_short</c> when the money has gone on.</exception>
    /// <param name="db">A write.</param>
    /// <param name="source">One of <see cref="EntrySources"/>.</param>
    /// <param name="sourceId">The record.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="only">Only these of its entries; null is all.</param>
    public async Task ReverseAsync(DbScope db, string source, long sourceId, string? reason, ICurrentUser by, Func<FundEntry, bool>? only = null)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "冲销经费记账需要写明原因。") { Field = "Reason" };
        }
        var open = await OfSourceAsync(db, source, sourceId);
        var reversed = open.Select(e => e.ReversalOf).OfType<long>().ToHashSet();
        var standing = open.Where(e => e.ReversalOf is null && !reversed.Contains(e.Id) && only?.Invoke(e) != false).OrderByDescending(e => e.Id).ToList();
        await LockAsync(db, standing.Select(e => e.LineId));
        foreach (var e in standing)
        {
            await WriteAsync(db, e with { FromStage = e.ToStage, ToStage = e.FromStage, ReversalOf = e.Id, Reason = reason.Trim() }, by);
        }
    }

    /// <summary>Gives back what a record has committed and doesn't need; what was let through beyond the budget for it goes back first.</summary>
    public async Task ReleaseAsync(DbScope db, long lineId, Money amount, string source, long sourceId, int round, string? reason, ICurrentUser by)
    {
        var overrides = (await OfSourceAsync(db, source, sourceId)).Sum(e => new Money(e.FromStage == Stage.Override ? e.Amount.Fen : e.ToStage == Stage.Override ? -e.Amount.Fen : 0));
        var postings = new List<Posting> { new(lineId, PostingKind.Release, amount, source, sourceId) { Round = round, Reason = reason } };
        if (overrides > Money.Zero)
        {
            postings.Add(new Posting(lineId, PostingKind.OverrideBack, overrides < amount ? overrides : amount, source, sourceId) { Round = round, Reason = reason });
        }
        await PostAsync(db, postings, by);
    }

    /// <summary>Entries of a record, oldest first.</summary>
    public Task<IReadOnlyList<FundEntry>> OfSourceAsync(DbScope db, string source, long sourceId) =>
        db.QueryAsync<FundEntry>($"SELECT {Columns} FROM fund_entry WHERE source = @source AND source_id = @sourceId ORDER BY id", new { source, sourceId });

    /// <summary>A stage relieves only what the same record has put into the one before: nobody pays with what another claim has committed.</summary>
    private static async Task NeedBeforeAsync(DbScope db, Posting p, Stage from)
    {
        if (from is not (Stage.Committed or Stage.Claimed))
        {
            return;
        }
        var there = await db.ScalarAsync<long>("""
            SELECT coalesce(sum(CASE WHEN to_stage = @Stage THEN amount ELSE -amount END), 0) FROM fund_entry
            WHERE source = @Source AND source_id = @SourceId AND line_id = @LineId AND (to_stage = @Stage OR from_stage = @Stage)
            """, new { p.Source, p.SourceId, p.LineId, Stage = from.ToString() });
        if (there < p.Amount.Fen)
        {
            throw new Refusal("stage_order", $"{p.Act.Label()} {p.Amount} 元之前，应先有同额的{from.Label()}，现在只有 {new Money(there)} 元。") { Status = 409 };
        }
    }

    private async Task WriteAsync(DbScope db, FundEntry e, ICurrentUser by)
    {
        await MoveAsync(db, e);
        await db.ExecuteAsync("""
            INSERT INTO fund_entry (line_id, act, from_stage, to_stage, amount, source, source_id, round, reversal_of, reason, posted_at, posted_by, posted_by_name)
            VALUES (@LineId, @Act, @FromStage, @ToStage, @Amount, @Source, @SourceId, @Round, @ReversalOf, @Reason, @PostedAt, @PostedBy, @PostedByName)
            """, new
        {
            e.LineId, Act = e.Act.ToString(), FromStage = e.FromStage.ToString(), ToStage = e.ToStage.ToString(), e.Amount, e.Source, e.SourceId, e.Round, e.ReversalOf, e.Reason,
            PostedAt = clock.GetUtcNow(), PostedBy = by.AccountId, PostedByName = by.DisplayName,
        });
    }

    /// <summary>The claim on the money: finds it and takes it in one statement, or touches nothing.</summary>
    private static async Task MoveAsync(DbScope db, FundEntry e)
    {
        var by = new
        {
            e.LineId,
            // Planned and allowed count what came in from outside, so their sign is the other way round.
            Planned = -Delta(Stage.Source), Allowed = -Delta(Stage.Override),
            Left = Delta(Stage.Left), Committed = Delta(Stage.Committed), Claimed = Delta(Stage.Claimed), Paid = Delta(Stage.Paid),
        };
        var moved = await db.ExecuteAsync("""
            UPDATE fund_line SET planned = planned + @Planned, allowed = allowed + @Allowed, remaining = remaining + @Left,
              committed = committed + @Committed, claimed = claimed + @Claimed, paid = paid + @Paid
            WHERE id = @LineId AND planned + @Planned >= 0 AND allowed + @Allowed >= 0 AND remaining + @Left >= 0
              AND committed + @Committed >= 0 AND claimed + @Claimed >= 0 AND paid + @Paid >= 0 AND (is_strict = FALSE OR allowed + @Allowed = 0)
            """, by);
        if (moved == 0)
        {
            var line = await FundLineRepository.FindAsync(db, e.LineId) ?? throw Refusal.NotFound("没有这个预算科目。");
            throw new Refusal("budget_short", $"“{line.Label}”可用 {line.Remaining} 元，不够这一笔 {e.Amount} 元（{e.Act.Label()}）。请先调剂预算，或改用其他科目。") { Status = 409 };
        }
        if (by.Planned != 0 && await db.ExecuteAsync("""
            UPDATE fund SET planned = planned + @Planned, plan_version = plan_version + 1
            WHERE id = (SELECT fund_id FROM fund_line WHERE id = @LineId) AND (kind <> 'Grant' OR planned + @Planned <= total)
            """, by) == 0)
        {
            throw new Refusal("fund_total", "预算合计超过了这笔补助的总额，请先调减其他科目。") { Status = 409 };
        }

        long Delta(Stage stage) => e.ToStage == stage ? e.Amount.Fen : e.FromStage == stage ? -e.Amount.Fen : 0;
    }

    private static async Task LockFundAsync(DbScope db, IEnumerable<long> lineIds)
    {
        var ids = lineIds.Distinct().ToArray();
        if (ids.Length > 0)
        {
            await db.QueryAsync<long>($"SELECT id FROM fund WHERE id IN (SELECT fund_id FROM fund_line WHERE id IN @ids) ORDER BY id{db.Dialect.ForUpdate}", new { ids });
        }
    }
}
