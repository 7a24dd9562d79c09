using CEBase.Funds.Reconciliation;
using CEBase.Platform.Modules;
using CEBase.Platform.Values;
using FsCheck.Fluent;
using OfficeOpenXml;

namespace CEBase.Tests.Funds;

public sealed class ReconcilerTests
{
    private static readonly DateOnly Day = new(2026, 5, 10);

    [Fact]
    public void The_samples_have_exactly_the_expected_counts()
    {
        var result = Samples();
        Assert.Equal((110, 3, 7, 6), Counts(result));
        Assert.Equal(120, result.Matches.Sum(m => m.Claims.Count));
    }

    [Theory]
    [InlineData("BX20260001 讲课费")]
    [InlineData("付ＢＸ２０２６０００１讲课费")]
    [InlineData("报销单 bx 2026-0001，王某")]
    [InlineData("支付报销单号20260001授课费")]
    [InlineData("讲课费（BX-20260001）")]
    [InlineData("2026年5月讲课费 单号：BX20260001 1200元")]
    public void A_number_is_found_however_the_summary_writes_it(string summary)
    {
        var result = Compare([Claim("BX20260001", 100)], [Line(summary, 100)]);
        Assert.Equal((1, 0, 0, 0), Counts(result));
        Assert.Equal(MatchWay.Number, result.Matches[0].Way);
    }

    [Theory]
    [InlineData("BX202600011 讲课费")]
    [InlineData("BX20260002 讲课费")]
    public void Another_number_is_not_taken_for_it_even_with_the_same_amount(string summary) =>
        Assert.Equal((0, 0, 1, 1), Counts(Compare([Claim("BX20260001", 100)], [Line(summary, 100)])));

    [Fact]
    public void Without_a_number_amount_and_day_speak_within_the_window_and_the_nearest_day_first()
    {
        var result = Compare([Claim("A1", 100, Day), Claim("A2", 100, Day.AddDays(30))], [Line("讲课费", 100, Day.AddDays(28)), Line("讲课费", 100, Day.AddDays(3))]);
        Assert.Equal((2, 0, 0, 0), Counts(result));
        Assert.All(result.Matches, m => Assert.Equal(MatchWay.AmountAndDay, m.Way));
        Assert.Equal(3, result.Matches[0].Lines[0].Day!.Value.DayNumber - Day.DayNumber);
        Assert.Equal((0, 0, 1, 1), Counts(Reconciler.Compare([Claim("A1", 100, Day)], [Line("讲课费", 100, Day.AddDays(8))], new MatchingOptions(7))));
        Assert.Equal((1, 0, 0, 0), Counts(Reconciler.Compare([Claim("A1", 100, Day)], [Line("讲课费", 100, Day.AddDays(7))], new MatchingOptions(7))));
    }

    [Fact]
    public void A_split_claim_a_merged_line_and_a_range_match_and_say_so()
    {
        var split = Compare([Claim("BX20260001", 100)], [Line("BX20260001 首款", 60), Line("BX20260001 尾款", 40)]);
        Assert.Equal(((1, 0, 0, 0), "拆成 2 笔入账"), (Counts(split), split.Matches[0].Remark));
        var merged = Compare([Claim("BX20260001", 60), Claim("BX20260002", 40)], [Line("BX20260001、BX20260002", 100)]);
        Assert.Equal(((2, 0, 0, 0), "2 张单合并入账"), (Counts(merged), merged.Matches[0].Remark));
        var range = Compare([Claim("BX20260001", 60), Claim("BX20260002", 30), Claim("BX20260003", 10)], [Line("BX20260001至BX20260003 差旅费", 100)]);
        Assert.Equal((3, 0, 0, 0), Counts(range));
        Assert.Equal((3, 0, 0, 0), Counts(Compare([Claim("BX20260001", 60), Claim("BX20260002", 30), Claim("BX20260003", 10)], [Line("BX20260001-0003", 100)])));
    }

    [Fact]
    public void Booked_twice_is_only_in_the_ledger_once_and_reversed_is_missing()
    {
        var twice = Compare([Claim("BX20260001", 100)], [Line("BX20260001", 100), Line("BX20260001", 100)]);
        Assert.Equal((1, 0, 0, 1), Counts(twice));
        Assert.Equal("同一单号重复入账", twice.In(MatchGroup.OnlyInLedger).Single().Remark);
        var reversed = Compare([Claim("BX20260001", 100)], [Line("BX20260001", 100), Line("冲销 BX20260001", -100)]);
        Assert.Equal(((0, 0, 1, 0), "账上入账后又冲销"), (Counts(reversed), reversed.In(MatchGroup.MissingInLedger).Single().Remark));
        var again = Compare([Claim("BX20260001", 100)], [Line("BX20260001", 110), Line("冲 BX20260001", -110), Line("BX20260001", 100)]);
        Assert.Equal((1, 0, 0, 0), Counts(again));
    }

    [Fact]
    public void Another_amount_under_the_number_differs_and_shows_by_how_much()
    {
        var result = Compare([Claim("BX20260001", 100)], [Line("BX20260001", 90)]);
        Assert.Equal((0, 1, 0, 0), Counts(result));
        Assert.Equal(Money.FromYuan(10), result.Matches[0].Difference);
    }

    [Fact]
    public void Generated_ledgers_with_known_answers_come_out_as_they_were_made() =>
        Property.Holds(Gen.Choose(0, 1_000_000), seed =>
        {
            var made = GeneratedBooks.Make(new Random(seed));
            var result = Reconciler.Compare(made.Claims, made.Lines, MatchingOptions.Default);
            return Counts(result) == made.Expected
                && result.Matches.SelectMany(m => m.Claims).Distinct().Count() == made.Claims.Count
                && result.Matches.SelectMany(m => m.Lines).Distinct().Count() == made.Lines.Count
                && result.Matches.Sum(m => m.Lines.Count) == made.Lines.Count;
        });

    [Fact]
    public void The_workbook_counts_and_adds_up_by_formulas()
    {
        var result = Samples();
        using var package = new ExcelPackage(new MemoryStream(ReconciliationBook.Write(result, "样例")));
        var summary = package.Workbook.Worksheets["汇总"];
        package.Workbook.Calculate();

        Assert.Equal([110, 3, 7, 6, 0], Enumerable.Range(4, 5).Select(r => Convert.ToInt32(summary.Cells[r, 2].Value)));
        Assert.All(Enumerable.Range(4, 4), r => Assert.StartsWith("COUNTA(", summary.Cells[r, 2].Formula));
        Assert.Equal("SUM(C4:C8)", summary.Cells[9, 3].Formula);
        var claims = result.Matches.SelectMany(m => m.Claims).Sum(c => c.Amount.Yuan);
        Assert.Equal(claims, Math.Round(Convert.ToDecimal(summary.Cells[9, 3].Value), 2));
        var matched = package.Workbook.Worksheets["相符"];
        Assert.Equal("SUM(E4:E113)", matched.Cells[114, 5].Formula);
        Assert.Equal("#,##0.00", matched.Cells[4, 5].Style.Numberformat.Format);
        Assert.IsType<double>(matched.Cells[4, 5].Value);
        Assert.NotEmpty(matched.View.Panes);
    }

    [Theory]
    [InlineData("claims.xlsx", "支出")]
    [InlineData("roster.xlsx", "摘要")]
    public void A_file_that_is_no_ledger_is_refused_in_a_sentence(string sample, string missing)
    {
        using var content = File.OpenRead(Repository.Sample(sample));
        Assert.Contains(missing, Assert.Throws<Refusal>(() => BookFiles.ReadLedger(content, sample)).Message);
    }

    [Fact]
    public void A_ledger_given_as_claims_is_refused_in_a_sentence()
    {
        using var content = File.OpenRead(Repository.Sample("finance-ledger.xlsx"));
        Assert.Contains("单号", Assert.Throws<Refusal>(() => BookFiles.ReadClaims(content, "finance-ledger.xlsx")).Message);
    }

    [Fact]
    public void A_csv_ledger_with_debit_and_credit_is_read_too()
    {
        var csv = "某校明细账\n记账日期,凭证字号,摘要,借方金额,贷方金额,余额\n2026/3/1,记-1,期初余额,,,500\n2026年3月2日,记-2,BX20260001 讲课费,\"1,200.50\",,1\n20260303,记-3,退款 BX20260002,,300,2\n2026-03-04,记-4,拨款,,9000,3\n合计,,,1200.5,9300,\n";
        var lines = BookFiles.ReadLedger(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), "账.csv");
        Assert.Equal([(new DateOnly(2026, 3, 2), 1200.50m), (new DateOnly(2026, 3, 3), -300m)], lines.Select(l => (l.Day!.Value, l.Amount.Yuan)));
    }

    private static ReconciliationResult Samples()
    {
        using var ledger = File.OpenRead(Repository.Sample("finance-ledger.xlsx"));
        using var claims = File.OpenRead(Repository.Sample("claims.xlsx"));
        return Reconciler.Compare(BookFiles.ReadClaims(claims, "claims.xlsx"), BookFiles.ReadLedger(ledger, "finance-ledger.xlsx"), MatchingOptions.Default);
    }

    private static (int, int, int, int) Counts(ReconciliationResult r) => (r.Matched, r.AmountDiffers, r.MissingInLedger, r.OnlyInLedger);

    private static ReconciliationResult Compare(ClaimLine[] claims, BookLine[] lines) => Reconciler.Compare(claims, lines, MatchingOptions.Default);

    private static ClaimLine Claim(string number, decimal yuan, DateOnly? day = null) => new(1, number, day, "19(4)", "讲课费", Money.FromYuan(yuan));

    private static BookLine Line(string summary, decimal yuan, DateOnly? day = null) => new(1, day, "", summary, Money.FromYuan(yuan));
}
