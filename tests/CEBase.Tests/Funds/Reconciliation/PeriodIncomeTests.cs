using CEBase.Funds.Reconciliation;
using CEBase.Tests.Income;

namespace CEBase.Tests.Funds.Reconciliation;

/// <summary>What the ledger received against the base's receipts and refunds, as a part of its own.</summary>
public sealed class PeriodIncomeTests
{
    private static readonly AccountingPeriod May = AccountingPeriod.OfKey("2026-05");
    private static readonly DateOnly Day = new(2026, 5, 10);

    [Fact]
    public void Receipts_and_refunds_meet_what_the_ledger_received_and_paid_back_under_their_numbers()
    {
        var ledger = new LedgerReading(
            [Line("退学费 TF2026-0001", 300), Line("BX20260001 讲课费", 100)],
            [Line("学费 SJ2026-0001", 1200), Line("学费", 800, 3), Line("中央财政专项拨款", 9000), Line("学费 SJ2026-0003", 10, -40)], []);
        ClaimLine[] income = [Own("SJ2026-0001", 1200), Own("SJ2026-0002", 800), Own("TF2026-0001", -300)];
        var entries = PeriodEntries.Of(May, new BooksOfPeriod(ledger, [Own("BX20260001", 100)], income, [], new Dictionary<string, string>()));

        var (received, spent) = (Compare(entries, Part.Income), Compare(entries, Part.Expense));
        Assert.Equal((3, 0, 0, 1), (received.Matched, received.AmountDiffers, received.MissingInLedger, received.OnlyInLedger));
        Assert.Equal("中央财政专项拨款", received.In(MatchGroup.OnlyInLedger).Single().Lines[0].Summary);
        Assert.Equal((1, 0, 0, 0), (spent.Matched, spent.AmountDiffers, spent.MissingInLedger, spent.OnlyInLedger));
        Assert.Equal([Asides.OtherMonth], entries.Where(e => e.Aside.Length > 0).Select(e => e.Aside));
    }

    [Fact]
    public void Income_that_is_not_asked_for_is_set_aside_and_never_lost()
    {
        var ledger = new LedgerReading([Line("退学费 TF2026-0001", 300)], [Line("学费 SJ2026-0001", 1200)], [new SkippedLine(Line("本月合计", 1), "小计")]);
        var entries = PeriodEntries.Of(May, new BooksOfPeriod(ledger, [], null, [], new Dictionary<string, string>()));
        Assert.Equal(["", Asides.Income, "小计"], entries.Select(e => e.Aside));
    }

    [Theory, BothDatabases]
    public async Task The_systems_receipts_are_read_by_the_day_on_which_the_money_came(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var receipt = await bench.PayAsync((await bench.BillsAsync()).Single(), 100);
        var month = AccountingPeriod.OfKey(AccountingPeriod.MonthOf(receipt.PaidOn));
        var entry = Assert.Single(await bench.Database.ReadAsync(db => OwnIncome.OfAsync(db, month)));
        Assert.Equal((receipt.Number, receipt.PaidOn, receipt.Amount), (entry.Number, entry.Day, entry.Amount));
        Assert.Empty(await bench.Database.ReadAsync(db => OwnIncome.OfAsync(db, new AccountingPeriod(month.From.AddMonths(1), month.From.AddMonths(1)))));
    }

    private static ReconciliationResult Compare(IEnumerable<PeriodEntry> entries, Part part)
    {
        var compared = entries.Where(e => e.Part == part && e.Aside.Length == 0).ToList();
        return Reconciler.Compare([.. compared.Where(e => e.Side == Side.Own).Select(e => e.Own(May))], [.. compared.Where(e => e.Side == Side.Ledger).Select(e => e.Line())], MatchingOptions.Default);
    }

    private static ClaimLine Own(string number, decimal yuan) => new(0, number, Day, "", "学费", Money.FromYuan(yuan));

    private static BookLine Line(string summary, decimal yuan, int after = 0) => new(1, Day.AddDays(after), "", summary, Money.FromYuan(yuan));
}
