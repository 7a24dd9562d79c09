namespace CEBase.Funds.Reconciliation;

/// <summary>
/// What was open when an earlier period was closed goes on in the next: both books' entries, with what was decided and written about them, until
/// another signed period has counted them or a person wrote that they end there.
/// </summary>
internal static class CarryForward
{
    private sealed record Open
    {
        public long Id { get; init; }
        public long PeriodId { get; init; }
        public string Period { get; init; } = "";
    }

    /// <summary>The open entries for a period, as its own; their decisions are taken over where it has none itself.</summary>
    public static async Task<IReadOnlyList<PeriodEntry>> ToAsync(DbScope db, ReconciliationPeriod period)
    {
        var open = (await OpenAsync(db, period)).ToDictionary(o => o.Id);
        var carried = new List<PeriodEntry>();
        foreach (var from in open.Values.Select(o => o.PeriodId).Distinct().Order())
        {
            var entries = (await PeriodRepository.EntriesAsync(db, from)).Where(e => open.ContainsKey(e.Id)).ToList();
            carried.AddRange(entries.Select(e => e with
            {
                CarriedFrom = e.Id, Origin = e.Origin.Length > 0 ? e.Origin : AccountingPeriod.OfKey(open[e.Id].Period).Label, Position = null,
            }));
            await TakeOverAsync(db, from, period.Id, entries.Select(e => e.EntryKey).ToHashSet());
        }
        return carried;
    }

    /// <summary>How many open entries a period would have to carry that it doesn't have: an earlier one was closed since it was compared.</summary>
    public static async Task<int> LeftOutAsync(DbScope db, ReconciliationPeriod period)
    {
        var has = (await PeriodRepository.EntriesAsync(db, period.Id)).Select(e => e.CarriedFrom).OfType<long>().ToHashSet();
        return (await OpenAsync(db, period)).Count(o => !has.Contains(o.Id));
    }

    private static Task<IReadOnlyList<Open>> OpenAsync(DbScope db, ReconciliationPeriod period) => db.QueryAsync<Open>("""
        SELECT e.id, e.period_id, p.month AS period
        FROM reconciliation_entry e
        JOIN reconciliation_match m ON m.period_id = e.period_id AND m.position = e.position
        JOIN reconciliation_month p ON p.id = e.period_id
        WHERE p.state = 'closed' AND p.until_month < @From AND m.carries AND m.match_group IN ('AmountDiffers', 'MissingInLedger', 'OnlyInLedger') AND (@WithIncome OR e.part = 'Expense')
          AND NOT EXISTS (SELECT 1 FROM reconciliation_counted c WHERE c.entry_key = 'K' || e.id AND c.period_id <> @Id)
        ORDER BY e.id
        """, new { From = AccountingPeriod.MonthOf(period.Period.From), period.WithIncome, period.Id });

    private static async Task TakeOverAsync(DbScope db, long from, long to, HashSet<string> keys)
    {
        var own = (await PeriodRepository.DecisionsAsync(db, to)).Select(d => (d.Kind, d.OwnKeys, d.LedgerKeys)).ToHashSet();
        foreach (var decision in await PeriodRepository.DecisionsAsync(db, from))
        {
            var about = EntryKeys.Split(decision.OwnKeys).Concat(EntryKeys.Split(decision.LedgerKeys));
            if (about.All(keys.Contains) && !own.Contains((decision.Kind, decision.OwnKeys, decision.LedgerKeys)))
            {
                await PeriodRepository.DecideAsync(db, to, decision);
            }
        }
    }
}
