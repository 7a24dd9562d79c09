using CEBase.Funds.Reconciliation;
using OfficeOpenXml;
using static CEBase.Tests.Funds.Reconciliation.ReconciliationBench;

namespace CEBase.Tests.Funds.Reconciliation;

/// <summary>What a period compares, what it sets aside, and what persons say about it.</summary>
public sealed class PeriodDeskTests
{
    private const string Claims = "单号,日期,摘要,金额\nBX20260001,2026-05-01,讲课费,100\nBX20260002,2026-05-01,资料翻译,250\n";
    private const string Ledger = "日期,凭证号,摘要,支出,收入\n2026-05-02,记-1,BX20260001 讲课费,100,\n2026-05-03,记-2,资料翻译,250,\n2026-05-04,记-3,手续费,5,\n";

    [Theory, BothDatabases]
    public async Task The_systems_own_paid_claims_are_compared_by_number_and_by_voucher(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var numbers = await bench.PaidAsync(("记-00011", 100, "2026-05-18"), ("记-00012", 200, "2026-05-18"), ("记-00013", 300, "2026-05-18"), ("记-00014", 400, "2026-05-18"));
        var ledger = $"日期,凭证号,摘要,支出,收入\n2026-05-20,记-11,讲课费,100,\n2026-05-31,记-12,讲课费,190,\n2026-05-22,记-90,{numbers[2]} 讲课费,333,\n2026-08-23,记-14,讲课费,400,\n";

        await bench.CompareAsync(ledger, null, ClaimSource.Own);

        Assert.Equal([(numbers[0], MatchGroup.Matched, MatchWay.Voucher), (numbers[1], MatchGroup.AmountDiffers, MatchWay.VoucherOnly), (numbers[2], MatchGroup.AmountDiffers, MatchWay.Number), (numbers[3], MatchGroup.MissingInLedger, MatchWay.None)],
            (await bench.MatchesAsync()).Select(m => (m.Own.Single().Number, m.MatchGroup, m.Way)).Order());
        Assert.Equal([(Asides.OtherMonth, new DateOnly(2026, 8, 23))], (await bench.EntriesAsync()).Where(e => e.Aside.Length > 0).Select(e => (e.Aside, e.Day!.Value)));
    }

    [Theory, BothDatabases]
    public async Task A_list_is_filled_up_with_the_systems_claims_that_it_does_not_name(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var numbers = await bench.PaidAsync(("记-00011", 100, "2026-05-18"), ("记-00012", 200, "2026-05-18"));
        await bench.CompareAsync(Ledger, $"单号,日期,摘要,金额\n{numbers[0]},2026-05-01,讲课费,90\n", ClaimSource.Both);
        Assert.Equal([(9000L, numbers[0]), (20000L, numbers[1])], (await bench.MatchesAsync()).SelectMany(m => m.Own).Select(e => (e.Amount.Fen, e.Number)).Order());
        Assert.Equal("claims_empty", await CodeAsync(() => bench.CompareAsync(Ledger.Replace("2026-05", "2026-01"), null, ClaimSource.Own, "2026-01")));
        Assert.Equal("file_missing", await CodeAsync(() => bench.CompareAsync(Ledger, null)));
    }

    [Theory, BothDatabases]
    public async Task The_sample_has_its_counts_over_its_year_and_a_month_has_only_its_own_lines(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        Task<long> SampleAsync(string from, string? until = null) => bench.CompareAsync(Sample("finance-ledger.xlsx"), Sample("claims.xlsx"), ClaimSource.File, from, until);

        await SampleAsync("2026-01", "2026-11");
        Assert.Equal((110, 3, 7, 6), await bench.CountsAsync("2026-01-2026-11"));
        Assert.Equal("110, 3, 7, 6", string.Join(", ", await SummaryAsync(bench, "2026-01-2026-11")));
        Assert.Equal([Asides.Income], (await bench.EntriesAsync("2026-01-2026-11")).Where(e => e.Aside.Length > 0).Select(e => e.Aside));

        var (matched, only) = (0, 0);
        for (var month = 1; month <= 11; month++)
        {
            var period = $"2026-{month:00}";
            await SampleAsync(period);
            var counts = await bench.CountsAsync(period);
            (matched, only) = (matched + counts.Item1 + counts.Item2, only + counts.Item4);
            var entries = await bench.EntriesAsync(period);
            Assert.All(entries.Where(e => e is { Side: Side.Ledger, Position: not null }), e => Assert.Equal(month, e.Day!.Value.Month));
            Assert.Equal(entries.Count, entries.Count(e => e.Position is not null) + entries.Count(e => e.Position is null && (e.Aside.Length > 0 || e.Side == Side.Own)));
        }
        Assert.Equal((113, 6), (matched, only));
        Assert.Equal("ledger_other_period", await CodeAsync(() => SampleAsync("1999-01")));
        Assert.Equal("period_ahead", await CodeAsync(() => SampleAsync("2030-01")));
        Assert.Equal("period_reversed", await CodeAsync(() => SampleAsync("2026-03", "2026-02")));
        Assert.Equal("period_long", await CodeAsync(() => SampleAsync("2025-11", "2026-11")));
        Assert.Equal("month_format", await CodeAsync(() => SampleAsync("2026年5月")));
    }

    [Theory, BothDatabases]
    public async Task What_a_person_decided_stays_when_the_books_are_compared_again(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        const string claims = Claims + "BX20260003,2026-05-02,印刷,40\nBX20260004,2026-05-02,耗材,77\n";
        const string ledger = Ledger + "2026-05-06,记-4,印刷服务,40,\n2026-05-07,记-5,办公用品,70,\n";
        await bench.CompareAsync(ledger, claims);
        await bench.DecideAsync(async (d, s) => await d.ConfirmAsync(s, May, (await bench.MatchAsync(m => m.Own.Any(o => o.Number == "BX20260002"))).MatchKey, Finance));
        await bench.DecideAsync(async (d, s) => await d.RejectAsync(s, May, (await bench.MatchAsync(m => m.Own.Any(o => o.Number == "BX20260003"))).MatchKey, Finance));
        Assert.Equal((2, 0, 2, 3), await bench.CountsAsync());
        var items = (await bench.MatchesAsync()).Where(m => m.Own.Any(o => o.Number == "BX20260004") || m.Ledger.Any(l => l.Voucher == "记-5")).Select(m => m.MatchKey).ToList();
        await bench.DecideAsync((d, s) => d.PairAsync(s, May, items, Finance));
        await bench.DecideAsync(async (d, s) => await d.ExplainAsync(s, May, (await bench.MatchAsync(m => m.Way == MatchWay.Hand)).MatchKey, "少付 7 元，下月补", true, Finance));
        await bench.DecideAsync(async (d, s) => await d.ExplainAsync(s, May, (await bench.MatchAsync(m => m.Ledger.Any(l => l.Voucher == "记-3"))).MatchKey, "银行手续费", false, Finance));

        // A line more, and one of the lines further down than before.
        await bench.CompareAsync("某校明细账\n" + ledger.Replace("2026-05-02,记-1", "2026-05-01,记-0,邮寄费,9,\n2026-05-02,记-1"), claims);

        Assert.Equal((2, 1, 1, 3), await bench.CountsAsync());
        Assert.True((await bench.MatchAsync(m => m.Own.Any(o => o.Number == "BX20260002"))).IsConfirmed);
        Assert.Equal(MatchGroup.MissingInLedger, (await bench.MatchAsync(m => m.Own.Any(o => o.Number == "BX20260003"))).MatchGroup);
        Assert.Equal("少付 7 元，下月补", (await bench.MatchAsync(m => m.Way == MatchWay.Hand)).Explanation);
        Assert.Equal(("银行手续费", false), ((await bench.MatchAsync(m => m.Ledger.Any(l => l.Voucher == "记-3"))).Explanation, (await bench.MatchAsync(m => m.Ledger.Any(l => l.Voucher == "记-3"))).Carries));

        await bench.DecideAsync(async (d, s) => await d.UndoAsync(s, May, (await bench.MatchAsync(m => m.Way == MatchWay.Hand)).MatchKey, Finance));
        Assert.Equal((2, 0, 2, 4), await bench.CountsAsync());
    }

    [Theory, BothDatabases]
    public async Task Only_open_items_of_both_books_are_paired_and_an_explanation_has_words(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await bench.CompareAsync(Ledger, Claims.Replace("250", "251"));
        var (missing, only, matched) = (await bench.MatchAsync(m => m.MatchGroup == MatchGroup.MissingInLedger), (await bench.MatchesAsync()).First(m => m.MatchGroup == MatchGroup.OnlyInLedger), await bench.MatchAsync(m => m.MatchGroup == MatchGroup.Matched));
        foreach (var chosen in new[] { [missing.MatchKey], [only.MatchKey], [matched.MatchKey, only.MatchKey], Array.Empty<string>() })
        {
            Assert.Equal("pair_sides", await CodeAsync(() => bench.DecideAsync((d, s) => d.PairAsync(s, May, chosen, Finance))));
        }
        Assert.Equal("explanation_missing", await CodeAsync(() => bench.DecideAsync((d, s) => d.ExplainAsync(s, May, missing.MatchKey, " ", true, Finance))));
        Assert.Equal("explanation_long", await CodeAsync(() => bench.DecideAsync((d, s) => d.ExplainAsync(s, May, missing.MatchKey, new string('长', 501), true, Finance))));
        Assert.Equal("not_found", await CodeAsync(() => bench.DecideAsync((d, s) => d.ExplainAsync(s, May, matched.MatchKey, "为什么", true, Finance))));
        Assert.Equal((1, 0, 1, 2), await bench.CountsAsync());
    }

    [Theory, BothDatabases]
    public async Task What_a_person_rejects_is_so_in_the_workbook(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await bench.CompareAsync(Ledger, Claims);
        Assert.Equal("2, 0, 0, 1", string.Join(", ", await SummaryAsync(bench, May)));
        await bench.DecideAsync(async (d, s) => await d.RejectAsync(s, May, (await bench.MatchAsync(m => m.IsProposal)).MatchKey, Finance));
        Assert.Equal("1, 0, 1, 2", string.Join(", ", await SummaryAsync(bench, May)));
    }

    [Theory, BothDatabases]
    public async Task A_claim_paid_and_reversed_is_an_entry_in_each_of_both_months(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var number = (await bench.PaidAsync(("记-00011", 100, "2026-05-18")))[0];
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE claim SET state = 'reversed', state_since = @at WHERE number = @number", new { number, at = new DateTimeOffset(2026, 6, 30, 20, 0, 0, TimeSpan.Zero) }));

        await bench.CompareAsync($"日期,凭证号,摘要,支出,收入\n2026-05-20,记-11,{number} 讲课费,100,\n", null, ClaimSource.Own);
        Assert.Equal((1, 0, 0, 0), await bench.CountsAsync());
        // In China it is July already.
        await bench.CompareAsync($"日期,凭证号,摘要,支出,收入\n2026-07-02,记-7,冲销 {number},-100,\n2026-07-03,记-8,手续费,5,\n", null, ClaimSource.Own, "2026-07");
        Assert.Equal((1, 0, 0, 1), await bench.CountsAsync("2026-07"));
        Assert.Equal((new DateOnly(2026, 7, 1), Money.FromYuan(-100)), (await bench.MatchAsync(m => m.MatchGroup == MatchGroup.Matched, "2026-07")).Own.Select(o => (o.Day!.Value, o.Amount)).Single());
    }

    private static async Task<int[]> SummaryAsync(ReconciliationBench bench, string period)
    {
        var (_, statement) = await bench.Funds.WriteAsync<StatementReader, (ReconciliationPeriod, ReconciliationStatement)>((reader, db) => reader.OfAsync(db, period));
        using var package = new ExcelPackage(new MemoryStream(ReconciliationWorkbook.Write(statement)));
        package.Workbook.Calculate();
        return [.. Enumerable.Range(4, 4).Select(r => Convert.ToInt32(package.Workbook.Worksheets["汇总"].Cells[r, 2].Value))];
    }
}
