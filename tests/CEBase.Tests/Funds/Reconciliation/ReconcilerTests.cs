using CEBase.Funds.Claims;
using CEBase.Funds.Reconciliation;
using FsCheck.Fluent;
using OfficeOpenXml;

namespace CEBase.Tests.Funds.Reconciliation;

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
    [InlineData("bx2026-0009 讲课费")]
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

    [Theory]
    [InlineData("YS2026-0001 讲课费", nameof(MatchWay.AmountAndDay))]
    [InlineData("TF20260001 讲课费", nameof(MatchWay.AmountAndDay))]
    [InlineData("No.20260001 讲课费", nameof(MatchWay.Number))]
    public void Digits_behind_other_letters_are_a_number_of_another_series(string summary, string way) =>
        Assert.Equal(way, Compare([Claim("BX20260001", 100, Day)], [Line(summary, 100, Day)]).Matches[0].Way.ToString());

    [Fact]
    public void A_voucher_speaks_within_its_month_only_and_for_another_amount_only_proposes()
    {
        OwnEntry Paid(decimal yuan) => Claim("BX20260001", yuan, Day) with { Voucher = "记-00012" };
        var same = Compare([Paid(100)], [Line("讲课费", 100, Day.AddDays(21), "记12")]);
        Assert.Equal(((1, 0, 0, 0), MatchWay.Voucher), (Counts(same), same.Matches[0].Way));
        Assert.False(same.Matches[0].Way.IsProposed());

        var amount = Compare([Paid(100)], [Line("讲课费", 90, Day, "记-12")]);
        Assert.Equal(((0, 1, 0, 0), MatchWay.VoucherOnly), (Counts(amount), amount.Matches[0].Way));
        Assert.True(amount.Matches[0].Way.IsProposed());

        foreach (var other in new[] { Day.AddMonths(1), Day.AddYears(1), Day.AddMonths(-1) })
        {
            Assert.Equal((0, 0, 1, 1), Counts(Compare([Paid(100)], [Line("讲课费", 90, other, "记-12")])));
            Assert.All(Compare([Paid(100)], [Line("讲课费", 100, other, "记-12")]).In(MatchGroup.Matched), m => Assert.Equal(MatchWay.AmountAndDay, m.Way));
        }
    }

    [Fact]
    public void A_voucher_of_several_lines_agrees_as_a_whole_and_is_left_alone_when_it_does_not()
    {
        OwnEntry[] claims = [Claim("BX20260001", 100, Day) with { Voucher = "记-12" }, Claim("BX20260002", 50, Day) with { Voucher = "记-12" }];
        Assert.Equal((2, 0, 0, 0), Counts(Compare(claims, [Line("讲课费", 90, Day, "记-12"), Line("个税", 60, Day, "记-12")])));
        Assert.Equal((0, 0, 2, 2), Counts(Compare(claims, [Line("讲课费", 90, Day, "记-12"), Line("个税", 61, Day, "记-12")])));
    }

    [Fact]
    public void A_payment_and_its_reversal_are_two_entries_of_our_book()
    {
        OwnEntry[] both = [Claim("BX20260001", 100, Day), Claim("BX20260001", -100, Day.AddDays(20))];
        Assert.Equal((2, 0, 0, 0), Counts(Compare(both, [Line("BX20260001 讲课费", 100), Line("冲销 BX20260001", -100)])));
        Assert.Equal((1, 0, 1, 0), Counts(Compare(both, [Line("BX20260001 讲课费", 100)])));
        var differing = Compare(both, [Line("BX20260001 讲课费", 90), Line("冲销 BX20260001", -100)]);
        Assert.Equal((1, 1, 0, 0), Counts(differing));
        OwnEntry[] known = [both[0] with { Voucher = "记-0005" }, both[1] with { Voucher = "记-0005" }];
        Assert.Equal((2, 0, 0, 0), Counts(Compare(known, [Line("讲课费", 100, Day, "记-0005"), Line("冲销记-0005", -100, Day.AddDays(20), "记-0031")])));
    }

    [Fact]
    public void What_a_person_paired_or_rejected_holds_unless_a_number_says_otherwise()
    {
        OwnEntry[] claims = [Claim("BX20260001", 100, Day) with { Key = "a" }, Claim("BX20260002", 100, Day.AddDays(5)) with { Key = "b" }];
        BookLine[] lines = [Line("讲课费", 100, Day) with { Key = "x" }, Line("讲座", 90, Day) with { Key = "y" }];
        var rejected = Reconciler.Compare(claims, lines, MatchingOptions.Default, new Decisions([], new HashSet<(string, string)> { ("a", "x") }));
        Assert.Equal(["b"], rejected.In(MatchGroup.Matched).Single().Claims.Select(c => c.Key));
        var paired = Reconciler.Compare(claims, lines, MatchingOptions.Default, new Decisions([(["a"], ["y"])], new HashSet<(string, string)>()));
        Assert.Equal((1, 1, 0, 0), Counts(paired));
        Assert.Equal(MatchWay.Hand, paired.In(MatchGroup.AmountDiffers).Single().Way);
        BookLine[] numbered = [lines[0], lines[1] with { Summary = "BX20260002 讲座" }];
        Assert.Equal("b", Reconciler.Compare(claims, numbered, MatchingOptions.Default, new Decisions([(["a"], ["y"])], new HashSet<(string, string)>())).In(MatchGroup.AmountDiffers).Single().Claims[0].Key);
    }

    [Fact]
    public void A_claim_that_another_month_may_have_paid_is_not_missed_but_found_when_it_is_there()
    {
        var other = Claim("BX20260001", 100, Day.AddMonths(-2)) with { IsOptional = true };
        Assert.Equal((0, 0, 0, 1), Counts(Compare([other], [Line("手续费", 5, Day)])));
        Assert.Equal((1, 0, 0, 0), Counts(Compare([other], [Line("BX20260001", 100, Day)])));
    }

    [Fact]
    public void Generated_ledgers_with_known_answers_come_out_as_they_were_made() =>
        Property.Holds(Gen.Choose(0, 1_000_000), seed =>
        {
            var made = GeneratedBooks.Make(new Random(seed));
            var result = Reconciler.Compare(made.Claims, made.Lines, MatchingOptions.Default);
            return Counts(result) == made.Expected
                && result.Matches.SelectMany(m => m.Claims).Distinct().Count() == made.Claims.Count
                && Balance.Of(result).Adjusted == Balance.Of(result).Ledger
                && result.Matches.SelectMany(m => m.Lines).Distinct().Count() == made.Lines.Count
                && result.Matches.Sum(m => m.Lines.Count) == made.Lines.Count;
        });

    [Fact]
    public void The_workbook_counts_and_adds_up_by_formulas()
    {
        var result = Samples();
        using var package = new ExcelPackage(new MemoryStream(ReconciliationWorkbook.Write(new ReconciliationStatement("样例", [new StatementPart(Part.Expense, result)], []))));
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
        var balance = Balance.Of(result);
        var row = Enumerable.Range(1, 40).First(r => Equals(summary.Cells[r, 1].Value, "调节后"));
        Assert.Equal(balance.Ledger.Yuan, Math.Round(Convert.ToDecimal(summary.Cells[row, 3].Value), 2));
        Assert.Equal(balance.Ledger.Yuan, Math.Round(Convert.ToDecimal(summary.Cells[row + 1, 3].Value), 2));
        Assert.Equal(balance.Own.Yuan, Math.Round(Convert.ToDecimal(summary.Cells[row - 4, 3].Value), 2));
        Assert.Contains("签字", string.Join("", summary.Cells[1, 1, summary.Dimension.Rows, 1].Select(c => c.Text)));
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
        var ledger = BookFiles.ReadLedger(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), "账.csv");
        Assert.Equal([(new DateOnly(2026, 3, 2), 1200.50m), (new DateOnly(2026, 3, 3), -300m)], ledger.Lines.Select(l => (l.Day!.Value, l.Amount.Yuan)));
        Assert.Equal([9000m], ledger.Income.Select(l => l.Amount.Yuan));
        Assert.Equal(["期初余额"], ledger.Skipped.Select(s => s.Line.Summary));
    }

    [Fact]
    public void Rows_that_are_no_entries_are_listed_with_their_reason()
    {
        var csv = "日期,凭证号,摘要,支出,收入,余额\n2026-03-01,记-1,BX20260001 讲课费,100,,1\n,,本月合计,100,0,1\n2026-03-31,,本年累计,900,0,1\n2026-03-31,记-2,讲课费合计,50,,1\n2026-03-31,记-3,空行,,,\n";
        var ledger = BookFiles.ReadLedger(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), "账.csv");
        Assert.Equal([100m, 50m], ledger.Lines.Select(l => l.Amount.Yuan));
        Assert.Equal(["本月合计", "本年累计", "空行"], ledger.Skipped.Select(s => s.Line.Summary));
        Assert.All(ledger.Skipped, s => Assert.NotEmpty(s.Reason));
    }

    [Theory]
    [InlineData("单号,日期,摘要,金额\nBX1,2026-05-01,讲课费,100\nBX2,2026-05-01,翻译,\nBX3,2026-05-01,印刷,0\n", "claim_amount_missing", "第 3 行 BX2，第 4 行 BX3")]
    [InlineData("单号,日期,摘要,金额\nBX1,2026-05-01,讲课费,100\nbx-1,2026-05-02,讲课费,100\n", "claim_number_twice", "BX1（第 2、3 行）")]
    public void A_list_with_missing_amounts_or_double_numbers_is_refused_and_the_rows_are_named(string csv, string code, string rows)
    {
        var refused = Assert.Throws<Refusal>(() => BookFiles.ReadClaims(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), "单.csv"));
        Assert.Equal(code, refused.Code);
        Assert.Contains(rows, refused.Message);
    }

    [Fact]
    public void A_claim_and_its_reversal_stand_under_one_number_in_a_list()
    {
        var csv = "单号,日期,摘要,金额\nBX1,2026-05-01,讲课费,100\nBX1,2026-05-20,冲销,-100\n";
        Assert.Equal(2, BookFiles.ReadClaims(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), "单.csv").Count);
    }

    private static ReconciliationResult Samples()
    {
        using var ledger = File.OpenRead(Repository.Sample("finance-ledger.xlsx"));
        using var claims = File.OpenRead(Repository.Sample("claims.xlsx"));
        return Reconciler.Compare(BookFiles.ReadClaims(claims, "claims.xlsx"), BookFiles.ReadLedger(ledger, "finance-ledger.xlsx").Lines, MatchingOptions.Default);
    }

    private static (int, int, int, int) Counts(ReconciliationResult r) => (r.Matched, r.AmountDiffers, r.MissingInLedger, r.OnlyInLedger);

    private static ReconciliationResult Compare(OwnEntry[] claims, BookLine[] lines) => Reconciler.Compare(claims, lines, MatchingOptions.Default);

    private static OwnEntry Claim(string number, decimal yuan, DateOnly? day = null) => new(1, number, day, "19(4)", "讲课费", Money.FromYuan(yuan));

    private static BookLine Line(string summary, decimal yuan, DateOnly? day = null, string voucher = "") => new(1, day, voucher, summary, Money.FromYuan(yuan));
}
