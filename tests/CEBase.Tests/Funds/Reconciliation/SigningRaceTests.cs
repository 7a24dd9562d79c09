using CEBase.Funds.Reconciliation;
using static CEBase.Tests.Funds.Reconciliation.ReconciliationBench;

namespace CEBase.Tests.Funds.Reconciliation;

/// <summary>Signing against everything that could move under it. The first test shows that a payment slipping into a month being signed would be seen.</summary>
public sealed class SigningRaceTests
{
    private const string Claims = "单号,日期,摘要,金额\nBX20260001,2026-05-01,讲课费,100\nBX20260002,2026-05-01,资料翻译,250\n";
    private const string Ledger = "日期,凭证号,摘要,支出,收入\n2026-05-02,记-1,BX20260001 讲课费,100,\n2026-05-03,记-2,资料翻译,250,\n2026-05-04,记-3,手续费,5,\n";

    [Fact]
    public async Task With_the_guard_off_a_payment_slips_into_a_month_while_it_is_signed()
    {
        await using var bench = await StartAsync(DatabaseKind.PostgreSql);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("CREATE TABLE naive_month (month text NOT NULL)"));

        // Both look whether the other has come, then one signs and one pays: what code without a held month does.
        await UnguardedRace.RunAsync(bench.Database,
            s => s.ScalarAsync<long>("SELECT count(*) FROM naive_month WHERE month = '2026-05'"),
            (s, seen) => seen == 0 ? s.ExecuteAsync("INSERT INTO naive_month (month) VALUES ('2026-05')") : Task.CompletedTask);

        Assert.True(await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM naive_month")) > 1, "The race was not seen.");
    }

    [Theory, BothDatabases]
    public async Task A_month_is_signed_without_the_payment_or_the_payment_is_made_and_the_month_not_signed(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await using var node = bench.SecondNode();
        var claim = await bench.HandedAsync(new DateOnly(2026, 5, 20));
        var id = await bench.CompareAsync(Ledger.Replace("资料翻译", "BX20260002"), Claims, ClaimSource.Both);

        var outcomes = await Task.WhenAll(Task.Run(() => bench.SignBaseAsync(id)), Task.Run(() => node.PayAsync(claim)));

        Assert.Single(outcomes, o => o.Taken);
    }

    [Theory, BothDatabases]
    public async Task Of_two_overlapping_periods_signed_at_once_one_is_signed(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await using var node = bench.SecondNode();
        var ledger = Ledger.Replace("资料翻译", "BX20260002");
        var may = await bench.CompareAsync(ledger, Claims);
        var quarter = await bench.CompareAsync(ledger, Claims, from: "2026-04", until: "2026-06");

        var outcomes = await Task.WhenAll(Task.Run(() => bench.SignBaseAsync(may)), Task.Run(() => node.SignBaseAsync(quarter)));

        Assert.Single(outcomes, o => o.Taken);
        Assert.InRange(await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(DISTINCT period_id) FROM accounting_month WHERE period_id IS NOT NULL")), 1, 1);
    }

    [Theory, BothDatabases]
    public async Task Of_two_who_sign_at_once_one_signs(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await using var node = bench.SecondNode();
        var id = await bench.CompareAsync(Ledger, Claims.Replace("250", "251"));
        Assert.True((await bench.SignBaseAsync(id)).Taken);

        var outcomes = await Task.WhenAll(new[] { (bench, Finance), (node, OtherFinance) }.Select(x => Task.Run(() => x.Item1.SignFinanceAsync(id, x.Item2))));

        Assert.Single(outcomes, o => o.Taken);
        Assert.Equal(1, await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(*) FROM trace_entry WHERE record_type = @RecordType AND step = @SignForFinance", new { PeriodWorkflow.RecordType, PeriodWorkflow.SignForFinance })));
    }

    [Theory, BothDatabases]
    public async Task What_a_side_signed_is_what_stays_whoever_confirms_rejects_or_compares_at_once(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await using var node = bench.SecondNode();
        for (var round = 0; round < 6; round++)
        {
            var month = $"2026-{round + 1:00}";
            // The claims of each month are its own.
            var (ledger, claims) = (Ledger.Replace("2026-05", month).Replace("BX2026", $"BX{round}"), Claims.Replace("2026-05", month).Replace("BX2026", $"BX{round}"));
            var id = await bench.CompareAsync(ledger, claims, from: month);
            var item = (await bench.MatchesAsync(month)).Single(i => i.IsProposal).MatchKey;
            await Task.WhenAll(
                Task.Run(() => bench.SignBaseAsync(id)),
                Task.Run(() => IfOpenAsync(() => node.DecideAsync((d, s) => d.ConfirmAsync(s, month, item, Finance)))),
                Task.Run(() => IfOpenAsync(() => bench.DecideAsync((d, s) => d.RejectAsync(s, month, item, Finance)))),
                Task.Run(() => IfOpenAsync(() => node.CompareAsync(ledger, claims, from: month))));

            var entries = (await bench.EntriesAsync(month)).Where(e => e.Position is not null && e.CarriedFrom is null).ToList();
            Assert.Equal(35000, entries.Where(e => e.Side == Side.Own).Sum(e => e.Amount.Fen));
            Assert.Equal(35500, entries.Where(e => e.Side == Side.Ledger).Sum(e => e.Amount.Fen));
            if (await bench.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT state FROM reconciliation_month WHERE id = @id", new { id })) != "open")
            {
                Assert.DoesNotContain(await bench.MatchesAsync(month), i => i.IsProposal);
            }
        }
    }

    private static async Task IfOpenAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Refusal refused)
        {
            Assert.Equal("month_closed", refused.Code);
        }
    }
}
