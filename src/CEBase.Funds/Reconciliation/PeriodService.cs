namespace CEBase.Funds.Reconciliation;

/// <summary>An upload.</summary>
internal sealed record Upload(string Name, MemoryStream Content);

/// <summary>What is to be compared.</summary>
/// <param name="Ledger">The finance office's ledger.</param>
/// <param name="Claims">A list of claims; null where only the system's own are compared.</param>
/// <param name="Source">Which claims.</param>
/// <param name="WindowDays">How far days may lie apart where no number tells.</param>
internal sealed record Comparison(Upload Ledger, Upload? Claims, ClaimSource Source, int WindowDays)
{
    /// <summary>Also receipts and refunds against what the ledger received.</summary>
    public bool WithIncome { get; init; }
}

/// <summary>Compares the books of a period, anew while nobody has signed it. What persons have decided stays with the pairs it was decided on.</summary>
internal sealed class PeriodService(IFileStore files, Trace trace)
{
    /// <summary>Compares and keeps.</summary>
    /// <returns>The period's id.</returns>
    /// <exception cref="Refusal">A file can't be read, has nothing of the period, nothing was paid; the period or one of its months is signed.</exception>
    public async Task<long> CompareAsync(DbScope db, AccountingPeriod period, Comparison comparison, ICurrentUser user)
    {
        comparison.Ledger.Content.Position = 0;
        var ledger = BookFiles.ReadLedger(comparison.Ledger.Content, comparison.Ledger.Name);
        RefuseOtherPeriod(period, ledger, comparison.Ledger.Name);
        var (claims, list) = await ClaimsAsync(db, period, comparison);
        var kept = await OpenAsync(db, period);
        await RefuseSignedMonthsAsync(db, period, kept.Id);
        var ledgerFile = await KeepAsync(db, comparison.Ledger, user);
        var claimsFile = await KeepAsync(db, list, user);
        await db.ExecuteAsync("""
            UPDATE reconciliation_month SET ledger_name = @Ledger, claims_name = @Claims, ledger_hash = @LedgerHash, claims_hash = @ClaimsHash, window_days = @WindowDays, source = @Source,
              with_income = @WithIncome WHERE id = @Id
            """, new
        {
            kept.Id, Ledger = comparison.Ledger.Name, Claims = list.Name, LedgerHash = ledgerFile.Hash, ClaimsHash = claimsFile.Hash, comparison.WindowDays, Source = comparison.Source.ToString(),
            comparison.WithIncome,
        });
        var carried = await CarryForward.ToAsync(db, kept);
        var income = comparison.WithIncome ? await OwnIncome.OfAsync(db, period) : null;
        var entries = PeriodEntries.Of(period, new BooksOfPeriod(ledger, claims, income, carried, await CountedAsync(db, kept.Id)));
        await PeriodRepository.ReplaceEntriesAsync(db, kept.Id, entries);
        var result = (await PeriodRepository.MatchAsync(db, kept with { WindowDays = comparison.WindowDays }))[Part.Expense];
        await trace.AppendAsync(db, new TraceEntry(PeriodWorkflow.RecordType, kept.Id, "reconcile")
        {
            Attachments = [ledgerFile.Hash, claimsFile.Hash],
            Comment = $"相符 {result.Matched}，金额不符 {result.AmountDiffers}，账上没有 {result.MissingInLedger}，仅账上有 {result.OnlyInLedger}，上期结转 {carried.Count}，未计入 {(await PeriodRepository.EntriesAsync(db, kept.Id)).Count(e => e.Position is null)}",
        }, user);
        return kept.Id;
    }

    private static void RefuseOtherPeriod(AccountingPeriod period, LedgerReading ledger, string name)
    {
        var days = ledger.Lines.Concat(ledger.Income).Select(l => l.Day).OfType<DateOnly>().ToList();
        if (days.Count == 0)
        {
            throw new Refusal("ledger_undated", $"「{name}」没有记账日期，分不出分录属于哪个月。请补上日期列再核对。") { Field = "Ledger" };
        }
        if (!days.Any(period.Contains))
        {
            throw new Refusal("ledger_other_period", $"「{name}」里没有 {period.Label} 的分录，账上日期是 {days.Min().InTable()} 至 {days.Max().InTable()}。请改选期间或文件。") { Field = "Month" };
        }
    }

    private static async Task RefuseSignedMonthsAsync(DbScope db, AccountingPeriod period, long periodId)
    {
        if (await ClosedMonths.SignedElsewhereAsync(db, period, periodId) is { Count: > 0 } signed)
        {
            throw new Refusal("month_signed", $"{signed[0].Month} 已在 {AccountingPeriod.OfKey(signed[0].Period).Label} 的对账里签字，一个月只能签字一次。请改选期间。") { Field = "Month", Status = 409 };
        }
    }

    private static async Task<ReconciliationPeriod> OpenAsync(DbScope db, AccountingPeriod period)
    {
        await db.ExecuteAsync("""
            INSERT INTO reconciliation_month (month, from_month, until_month, state, ledger_name, claims_name, ledger_hash, claims_hash) VALUES (@Key, @From, @Until, 'open', '', '', '', '')
            ON CONFLICT (month) DO NOTHING
            """, new { period.Key, From = AccountingPeriod.MonthOf(period.From), Until = AccountingPeriod.MonthOf(period.Until) });
        return await PeriodRepository.HoldAsync(db, period.Key);
    }

    /// <summary>The claims, and the file that keeps them.</summary>
    private static async Task<(IReadOnlyList<OwnEntry> Claims, Upload List)> ClaimsAsync(DbScope db, AccountingPeriod period, Comparison comparison)
    {
        var listed = new List<OwnEntry>();
        if (comparison.Source != ClaimSource.Own)
        {
            var upload = comparison.Claims ?? throw new Refusal("file_missing", "没有选择报销单清单。请选择文件，或改为只核对系统内的报销单。") { Field = "Claims" };
            upload.Content.Position = 0;
            listed.AddRange(BookFiles.ReadClaims(upload.Content, upload.Name));
            if (comparison.Source == ClaimSource.File)
            {
                return (listed, upload);
            }
        }
        var known = listed.Select(c => EntryKeys.Counted(Part.Expense, c.Number, c.Amount)).ToHashSet();
        var own = (await OwnClaims.OfAsync(db, period)).Where(c => !known.Contains(EntryKeys.Counted(Part.Expense, c.Number, c.Amount))).ToList();
        if (own.Count + listed.Count == 0)
        {
            throw new Refusal("claims_empty", $"系统里没有 {period.Label} 付款的报销单。请上传报销单清单，或先登记付款。") { Field = "Source" };
        }
        IReadOnlyList<OwnEntry> all = [.. listed, .. own];
        var name = comparison.Claims is null ? $"系统报销单-{period.Key}（{own.Count} 笔）.csv" : $"{Path.GetFileNameWithoutExtension(comparison.Claims.Name)}与系统报销单-{period.Key}.csv";
        return (all, new Upload(name, new MemoryStream(OwnClaims.Write(all))));
    }

    private static async Task<IReadOnlyDictionary<string, string>> CountedAsync(DbScope db, long periodId) =>
        (await db.QueryAsync<(string Key, string Period)>("""
            SELECT c.entry_key, p.month FROM reconciliation_counted c JOIN reconciliation_month p ON p.id = c.period_id WHERE c.period_id <> @periodId
            """, new { periodId })).ToDictionary(c => c.Key, c => AccountingPeriod.OfKey(c.Period).Label);

    private async Task<StoredFile> KeepAsync(DbScope db, Upload upload, ICurrentUser user)
    {
        upload.Content.Position = 0;
        var file = await files.SaveAsync(db, upload.Content, upload.Name, Permissions.Reconcile, FileKinds.Sheet, user, isSensitive: true);
        upload.Content.Position = 0;
        return file;
    }
}
