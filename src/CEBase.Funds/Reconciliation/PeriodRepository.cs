namespace CEBase.Funds.Reconciliation;

/// <summary>Reads and writes a period's entries, its matches and what persons have decided.</summary>
internal static class PeriodRepository
{
    /// <summary>The periods, the latest first.</summary>
    public static Task<IReadOnlyList<ReconciliationPeriod>> ListAsync(DbScope db) => db.QueryAsync<ReconciliationPeriod>($"{ReconciliationPeriod.Select} ORDER BY from_month DESC, until_month DESC");

    public static Task<ReconciliationPeriod?> FindAsync(DbScope db, long id) => db.FirstAsync<ReconciliationPeriod>($"{ReconciliationPeriod.Select} WHERE id = @id", new { id });

    /// <summary>A period.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public static async Task<ReconciliationPeriod> FindAsync(DbScope db, string key) =>
        await db.FirstAsync<ReconciliationPeriod>($"{ReconciliationPeriod.Select} WHERE month = @key", new { key }) ?? throw Refusal.NotFound($"没有 {key} 的对账。");

    /// <summary>Holds the period for this transaction, so that nobody signs while it changes.</summary>
    /// <exception cref="Refusal"><c>month_closed</c>: a side has signed.</exception>
    public static async Task<ReconciliationPeriod> HoldAsync(DbScope db, string key)
    {
        var kept = await db.FirstAsync<ReconciliationPeriod>($"{ReconciliationPeriod.Select} WHERE month = @key{db.Dialect.ForUpdate}", new { key }) ?? throw Refusal.NotFound($"没有 {key} 的对账。");
        return kept.State == PeriodWorkflow.Open ? kept : throw new Refusal("month_closed", $"{kept.Period.Label} 已签字，不再改动。需要时先由财务退回核对。") { Status = 409 };
    }

    /// <summary>Its entries, by side and row.</summary>
    public static Task<IReadOnlyList<PeriodEntry>> EntriesAsync(DbScope db, long periodId) => db.QueryAsync<PeriodEntry>("""
        SELECT id, side, part, row_no, day, number, voucher, use_name, summary, amount, entry_key, position, aside, carried_from, origin
        FROM reconciliation_entry WHERE period_id = @periodId ORDER BY id
        """, new { periodId });

    /// <summary>Its matches with their entries.</summary>
    public static async Task<IReadOnlyList<PeriodMatch>> MatchesAsync(DbScope db, long periodId)
    {
        var entries = (await EntriesAsync(db, periodId)).Where(e => e.Position is not null).ToLookup(e => (e.Side, e.Position!.Value));
        var matches = await db.QueryAsync<PeriodMatch>("""
            SELECT id, part, position, match_key, match_group, way, is_confirmed, remark, explanation, explained_by, carries FROM reconciliation_match WHERE period_id = @periodId ORDER BY position
            """, new { periodId });
        return [.. matches.Select(m => m with { Own = [.. entries[(Side.Own, m.Position)]], Ledger = [.. entries[(Side.Ledger, m.Position)]] })];
    }

    /// <summary>What persons have decided.</summary>
    public static Task<IReadOnlyList<PeriodDecision>> DecisionsAsync(DbScope db, long periodId) =>
        db.QueryAsync<PeriodDecision>("SELECT kind, own_keys, ledger_keys, note, carries, by_name FROM reconciliation_decision WHERE period_id = @periodId ORDER BY id", new { periodId });

    /// <summary>Keeps a decision; the same pair is decided once a kind.</summary>
    public static Task DecideAsync(DbScope db, long periodId, PeriodDecision decision) => db.ExecuteAsync("""
        INSERT INTO reconciliation_decision (period_id, kind, own_keys, ledger_keys, note, carries, by_name) VALUES (@periodId, @Kind, @OwnKeys, @LedgerKeys, @Note, @Carries, @ByName)
        ON CONFLICT (period_id, kind, own_keys, ledger_keys) DO UPDATE SET note = excluded.note, carries = excluded.carries, by_name = excluded.by_name
        """, new { periodId, decision.Kind, decision.OwnKeys, decision.LedgerKeys, decision.Note, decision.Carries, decision.ByName });

    /// <summary>Takes a decision back.</summary>
    public static Task<int> UndecideAsync(DbScope db, long periodId, string kind, string ownKeys, string ledgerKeys) => db.ExecuteAsync(
        "DELETE FROM reconciliation_decision WHERE period_id = @periodId AND kind = @kind AND own_keys = @ownKeys AND ledger_keys = @ledgerKeys", new { periodId, kind, ownKeys, ledgerKeys });

    /// <summary>Puts the entries of a comparison in the place of those before.</summary>
    public static async Task ReplaceEntriesAsync(DbScope db, long periodId, IEnumerable<PeriodEntry> entries)
    {
        await db.ExecuteAsync("DELETE FROM reconciliation_match WHERE period_id = @periodId", new { periodId });
        await db.ExecuteAsync("DELETE FROM reconciliation_entry WHERE period_id = @periodId", new { periodId });
        await db.ExecuteAsync("""
            INSERT INTO reconciliation_entry (period_id, side, part, row_no, day, number, voucher, use_name, summary, amount, entry_key, aside, carried_from, origin)
            VALUES (@periodId, @Side, @Part, @RowNo, @Day, @Number, @Voucher, @UseName, @Summary, @Amount, @EntryKey, @Aside, @CarriedFrom, @Origin)
            """, entries.Select(e => new
        {
            periodId, Side = e.Side.ToString(), Part = e.Part.ToString(), e.RowNo, e.Day, e.Number, e.Voucher, e.UseName, e.Summary, e.Amount, e.EntryKey, e.Aside, e.CarriedFrom, e.Origin,
        }).ToList());
    }

    /// <summary>Matches the period's entries anew, with every decision that still fits.</summary>
    public static async Task<IReadOnlyDictionary<Part, ReconciliationResult>> MatchAsync(DbScope db, ReconciliationPeriod period)
    {
        var entries = (await EntriesAsync(db, period.Id)).Where(e => e.Aside.Length == 0).ToList();
        var kept = await DecisionsAsync(db, period.Id);
        var decisions = new Decisions(
            [.. kept.Where(d => d.Kind == PeriodDecision.Paired).Select(d => (EntryKeys.Split(d.OwnKeys), EntryKeys.Split(d.LedgerKeys)))],
            kept.Where(d => d.Kind == PeriodDecision.Rejected).Select(d => (d.OwnKeys, d.LedgerKeys)).ToHashSet());
        var results = new Dictionary<Part, ReconciliationResult>();
        var position = 0;
        await db.ExecuteAsync("DELETE FROM reconciliation_match WHERE period_id = @Id", new { period.Id });
        await db.ExecuteAsync("UPDATE reconciliation_entry SET position = NULL WHERE period_id = @Id", new { period.Id });
        foreach (var part in Enum.GetValues<Part>())
        {
            var own = entries.Where(e => e.Part == part && e.Side == Side.Own).Select(e => e.Own(period.Period)).ToList();
            var lines = entries.Where(e => e.Part == part && e.Side == Side.Ledger).Select(e => e.Line()).ToList();
            results[part] = Reconciler.Compare(own, lines, new MatchingOptions(period.WindowDays), decisions);
            position = await WriteAsync(db, period.Id, part, results[part], kept, position);
        }
        return results;
    }

    private static async Task<int> WriteAsync(DbScope db, long periodId, Part part, ReconciliationResult result, IReadOnlyList<PeriodDecision> kept, int position)
    {
        var confirmed = kept.Where(d => d.Kind == PeriodDecision.Confirmed).Select(d => (d.OwnKeys, d.LedgerKeys)).ToHashSet();
        var explained = kept.Where(d => d.Kind == PeriodDecision.Explained).ToDictionary(d => (d.OwnKeys, d.LedgerKeys));
        var matches = new List<object>();
        var places = new List<object>();
        foreach (var match in result.Matches)
        {
            position++;
            var (own, ledger) = (EntryKeys.Join(match.Claims.Select(c => c.Key)), EntryKeys.Join(match.Lines.Select(l => l.Key)));
            var explanation = explained.GetValueOrDefault((own, ledger));
            matches.Add(new
            {
                periodId, Part = part.ToString(), position, Key = EntryKeys.OfMatch(own, ledger), Group = match.Group.ToString(), Way = match.Way.ToString(),
                IsConfirmed = confirmed.Contains((own, ledger)), match.Remark, Explanation = explanation?.Note ?? "", ExplainedBy = explanation?.ByName ?? "", Carries = explanation?.Carries ?? true,
            });
            places.AddRange(match.Claims.Select(c => c.Key).Concat(match.Lines.Select(l => l.Key)).Select(key => new { periodId, position, key }));
        }
        await db.ExecuteAsync("""
            INSERT INTO reconciliation_match (period_id, part, position, match_key, match_group, way, is_confirmed, remark, explanation, explained_by, carries)
            VALUES (@periodId, @Part, @position, @Key, @Group, @Way, @IsConfirmed, @Remark, @Explanation, @ExplainedBy, @Carries)
            """, matches);
        await db.ExecuteAsync("UPDATE reconciliation_entry SET position = @position WHERE period_id = @periodId AND entry_key = @key AND aside = ''", places);
        return position;
    }
}
