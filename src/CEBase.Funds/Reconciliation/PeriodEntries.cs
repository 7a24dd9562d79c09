namespace CEBase.Funds.Reconciliation;

/// <summary>Why an entry isn't compared.</summary>
internal static class Asides
{
    public const string Income = "收入，本次没有核对";
    public const string OtherMonth = "其他月份的分录";
    public const string NoDate = "没有日期，分不出月份";
    public const string AlreadyCarried = "上期结转里已有这一笔";

    /// <summary>A claim on the list that another month has paid, as far as the ledger tells.</summary>
    public const string PaidElsewhere = "单据日期不在本期，本期账上也没有";

    public static string CountedIn(string period) => $"已计入 {period} 的对账";
}

/// <summary>What a comparison has before it.</summary>
/// <param name="Ledger">The finance office's ledger.</param>
/// <param name="Claims">The base's claims, with their reversals.</param>
/// <param name="Income">The base's receipts and refunds; null compares no income.</param>
/// <param name="Carried">What was open when earlier periods were closed.</param>
/// <param name="Counted">What other signed periods have counted, with the period as shown.</param>
internal sealed record BooksOfPeriod(LedgerReading Ledger, IReadOnlyList<OwnEntry> Claims, IReadOnlyList<OwnEntry>? Income, IReadOnlyList<PeriodEntry> Carried, IReadOnlyDictionary<string, string> Counted);

/// <summary>Sorts both books into what a period compares and what it sets aside, with the reason. Pure.</summary>
internal static class PeriodEntries
{
    /// <summary>The entries: carried forward, our own, the ledger's.</summary>
    public static IReadOnlyList<PeriodEntry> Of(AccountingPeriod period, BooksOfPeriod books)
    {
        var (spent, received) = Split(books);
        var carried = books.Carried.Where(e => e.Part == Part.Expense || books.Income is not null).ToList();
        return
        [
            .. carried,
            .. Own(Part.Expense, books.Claims, carried, books.Counted),
            .. Own(Part.Income, books.Income ?? [], carried, books.Counted),
            .. Ledger(Part.Expense, period, spent, ""),
            .. Ledger(Part.Income, period, received, books.Income is null ? Asides.Income : ""),
            .. books.Ledger.Skipped.Select(s => OfLine(Part.Expense, s.Line, s.Reason)),
        ];
    }

    /// <summary>What the ledger spends under the number of a refund of ours is income taken back.</summary>
    private static (IReadOnlyList<BookLine> Spent, IReadOnlyList<BookLine> Received) Split(BooksOfPeriod books)
    {
        var refunds = new ClaimNumbers([.. (books.Income ?? []).Where(r => r.Amount.Fen < 0), .. books.Carried.Where(e => e.Part == Part.Income && e.Side == Side.Own).Select(e => new OwnEntry(0, e.Number, null, "", "", e.Amount))]);
        var isRefund = books.Ledger.Lines.ToLookup(l => refunds.In(l.Summary, out _).Count > 0);
        return ([.. isRefund[false]], [.. books.Ledger.Income, .. isRefund[true].Select(l => l with { Amount = -l.Amount })]);
    }

    private static IEnumerable<PeriodEntry> Own(Part part, IReadOnlyList<OwnEntry> own, IReadOnlyList<PeriodEntry> carried, IReadOnlyDictionary<string, string> counted)
    {
        var known = carried.Where(e => e.Part == part && e.Side == Side.Own).Select(e => EntryKeys.Counted(part, e.Number, e.Amount)).ToHashSet();
        return EntryKeys.Keyed(part, own).Select(c => new PeriodEntry
        {
            Side = Side.Own, Part = part, RowNo = c.Row, Day = c.Day, Number = c.Number, Voucher = c.Voucher, UseName = c.Use, Summary = c.Description, Amount = c.Amount, EntryKey = c.Key,
            Aside = EntryKeys.Counted(part, c.Number, c.Amount) is var key && known.Contains(key) ? Asides.AlreadyCarried : counted.TryGetValue(key, out var elsewhere) ? Asides.CountedIn(elsewhere) : "",
        });
    }

    private static IEnumerable<PeriodEntry> Ledger(Part part, AccountingPeriod period, IReadOnlyList<BookLine> lines, string aside) =>
        EntryKeys.Keyed(part, lines).Select(l => OfLine(part, l, aside.Length > 0 ? aside : l.Day is not { } day ? Asides.NoDate : period.Contains(day) ? "" : Asides.OtherMonth));

    private static PeriodEntry OfLine(Part part, BookLine line, string aside) => new()
    {
        Side = Side.Ledger, Part = part, RowNo = line.Row, Day = line.Day, Voucher = line.Voucher, Summary = line.Summary, Amount = line.Amount, EntryKey = line.Key, Aside = aside,
    };
}
