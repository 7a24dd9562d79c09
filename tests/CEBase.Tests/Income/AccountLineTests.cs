using CEBase.Income.Arrivals;

namespace CEBase.Tests.Income;

/// <summary>Statements as banks write them.</summary>
public sealed class AccountLineTests
{
    [Theory]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-20 14:22:01")]
    [InlineData("2026-11-20 14:22")]
    [InlineData("2026-11-20T14:22:01")]
    [InlineData("2026/11/20 9:05")]
    [InlineData("2026.11.20")]
    [InlineData("20261120")]
    [InlineData("20261120142201")]
    [InlineData("20261120 14:22:01")]
    [InlineData("2026年11月20日")]
    [InlineData("2026年11月20日 14:22:01")]
    [InlineData("2026年11月20日14时22分01秒")]
    public void Days_are_read_with_or_without_a_time(string text) => Assert.Equal(new DateOnly(2026, 11, 20), AccountLine.Day(new ImportCell(text, false)));

    [Theory]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-30")]
    [InlineData("2026-11/20")]
    [InlineData("11-20")]
    [InlineData("昨天")]
    [InlineData("")]
    public void What_is_no_day_is_none(string text) => Assert.Null(AccountLine.Day(new ImportCell(text, false)));

    [Theory]
    [InlineData("46346", true, true)]
    [InlineData("46346.598", true, true)]
    [InlineData("46346", false, false)]
    [InlineData("12", true, false)]
    public void A_spreadsheets_day_number_is_read_only_from_a_cell_of_numbers(string text, bool wasNumber, bool isDay) =>
        Assert.Equal(isDay ? new DateOnly(2026, 11, 20) : null, AccountLine.Day(new ImportCell(text, wasNumber)));

    [Theory]
    [InlineData("800.00", "", "", "培训费", "Incoming")]
    [InlineData("800.00", "0.00", "", "", "Incoming")]
    [InlineData("800.00", "", "贷", "", "Incoming")]
    [InlineData("800.00", "", "收入", "冲正后重汇", "Incoming")]
    [InlineData("", "120.00", "", "手续费", "Outgoing")]
    [InlineData("0.00", "120.00", "", "付讲课费", "Outgoing")]
    [InlineData("120.00", "", "借", "付讲课费", "Outgoing")]
    [InlineData("120.00", "", "支出", "", "Outgoing")]
    [InlineData("-800.00", "", "", "培训费", "Reversal")]
    [InlineData("(800.00)", "", "", "", "Reversal")]
    [InlineData("", "800.00", "", "冲正", "Reversal")]
    [InlineData("800.00", "", "借", "退汇", "Reversal")]
    public void Lines_that_went_out_and_those_that_take_back_are_told_from_what_came_in(string credit, string debit, string direction, string remark, string kind) =>
        Assert.Equal(kind, AccountLine.Kind(credit, debit, direction, remark).ToString());

    [Theory]
    [InlineData("-800.00", "", 800)]
    [InlineData("(1,800.50)", "", 1800.50)]
    [InlineData("", "120.00", 120)]
    [InlineData("0.00", "120.00", 120)]
    public void The_amount_is_without_its_sign(string credit, string debit, decimal yuan) => Assert.Equal(Money.FromYuan(yuan), AccountLine.Amount(credit, debit));

    [Theory, BothDatabases]
    public async Task A_statement_is_taken_in_with_its_outgoing_lines_counted_and_its_reversals_shown_to_finance(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        var receipt = await bench.PayAsync(bill, 800, "S9");
        ImportRow Row(int n, string no, string day, string credit, string debit, string remark) => new(n, new Dictionary<string, ImportCell>
        {
            ["no"] = new(no, false), ["day"] = new(day, false), ["amount"] = new(credit, false), ["out"] = new(debit, false), ["payer"] = new(bill.PayerName, false), ["remark"] = new(remark, false),
        });
        ImportRow[] rows = [Row(2, "S1", "2026年3月16日", "800.00", "", "培训费"), Row(3, "", "", "", "35.00", "手续费"), Row(4, "S9", "2026-03-16 09:00:00", "-800.00", "", "冲正"), Row(5, "S2", "2026-03-40", "1", "", "")];
        var problems = await bench.WriteAsync<IEnumerable<ISpreadsheetImport>, IReadOnlyList<RowProblem?>>((imports, db) => imports.OfType<ArrivalImport>().Single().CheckAsync(db, "", rows));
        Assert.Equal([null, null, null, "day_wrong"], problems.Select(p => p?.Code));
        for (var (time, expected) = (0, 2); time < 2; (time, expected) = (time + 1, 0))
        {
            var written = await bench.WriteAsync<IEnumerable<ISpreadsheetImport>, ImportWritten>((imports, db) => imports.OfType<ArrivalImport>().Single().WriteAsync(db, "", rows[..3], IncomeBench.Finance, new Progress<int>()));
            Assert.Equal((expected, 2 - expected, 1, expected / 2), (written.Written, written.Unchanged, written.Details["outgoing"], written.Details["reversals"]));
        }
        Assert.Equal("S1", Assert.Single(await bench.Database.ReadAsync(db => Rows.Arrivals.WaitingAsync(db))).OutsideNo);
        var line = Assert.Single(await bench.WriteAsync<AccountReversalService, IReadOnlyList<AccountReversal>>((reversals, db) => reversals.WaitingAsync(db)));
        Assert.Equal(receipt.Number, Assert.Single(await bench.WriteAsync<AccountReversalService, IReadOnlyList<CEBase.Income.Receipts.Receipt>>((reversals, db) => reversals.MayMeanAsync(db, line))).Number);
        Task LookedAsync(string text) => bench.WriteAsync<AccountReversalService>((reversals, db) => reversals.LookedAsync(db, line.Id, text, IncomeBench.Finance));
        Assert.Equal("reason_missing", (await Assert.ThrowsAsync<Refusal>(() => LookedAsync(" "))).Code);
        await LookedAsync("已申请冲正");
        Assert.Equal("reversal_looked_at", (await Assert.ThrowsAsync<Refusal>(() => LookedAsync("再看"))).Code);
    }
}
