using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Reconciliation;
using static CEBase.Tests.Funds.Reconciliation.ReconciliationBench;

namespace CEBase.Tests.Funds.Reconciliation;

/// <summary>Two persons sign a period; from then on its months and what it counted are its own, and what is open goes on.</summary>
public sealed class SigningTests
{
    private const string Claims = "单号,日期,摘要,金额\nBX20260001,2026-05-01,讲课费,100\nBX20260002,2026-05-01,资料翻译,250\n";
    private const string Ledger = "日期,凭证号,摘要,支出,收入\n2026-05-02,记-1,BX20260001 讲课费,100,\n2026-05-03,记-2,资料翻译,250,\n2026-05-04,记-3,手续费,5,\n";
    private const string AllMatched = "日期,凭证号,摘要,支出,收入\n2026-05-02,记-1,BX20260001 讲课费,100,\n2026-05-03,记-2,BX20260002 资料翻译,250,\n";

    [Theory]
    [InlineData("funds.proposals-open", Severity.Block)]
    [InlineData("funds.same-signer", Severity.Block)]
    [InlineData("funds.signed-elsewhere", Severity.Block)]
    [InlineData("funds.books-changed", Severity.Block)]
    [InlineData("funds.carry-left-out", Severity.Block)]
    [InlineData("funds.unexplained", Severity.Review)]
    [InlineData("funds.unlisted", Severity.Review)]
    [InlineData("funds.undated", Severity.Review)]
    [InlineData("funds.earlier-open", Severity.Review)]
    [InlineData("funds.period-not-over", Severity.Review)]
    public void Each_thing_that_is_not_right_speaks_alone(string rule, Severity severity)
    {
        Assert.Empty(SignRule.Judge(new SignFacts { BaseSigner = 3, Signer = 2 }));
        var facts = rule switch
        {
            "funds.proposals-open" => new SignFacts { OpenProposals = 1 },
            "funds.same-signer" => new SignFacts { BaseSigner = 2, Signer = 2 },
            "funds.signed-elsewhere" => new SignFacts { SignedElsewhere = ["2026-05"] },
            "funds.books-changed" => new SignFacts { Changed = ["BX2026-0001"] },
            "funds.carry-left-out" => new SignFacts { LeftOut = 1 },
            "funds.unexplained" => new SignFacts { Unexplained = 1 },
            "funds.unlisted" => new SignFacts { Unlisted = ["BX2026-0001"] },
            "funds.undated" => new SignFacts { Undated = 1 },
            "funds.earlier-open" => new SignFacts { EarlierOpen = ["2026-04"] },
            _ => new SignFacts { EndsOn = new DateOnly(2026, 5, 31) },
        };
        Assert.Equal([(rule, severity)], SignRule.Judge(facts).Select(f => (f.Rule, f.Severity)));
    }

    [Theory, BothDatabases]
    public async Task A_period_is_signed_by_two_when_proposals_are_settled_and_differences_explained_and_then_left_alone(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var id = await bench.CompareAsync(Ledger, Claims);
        Assert.Contains((await bench.SignBaseAsync(id, Everything)).Findings, f => f is { Rule: "funds.proposals-open", Severity: Severity.Block });
        await bench.ConfirmAllAsync(May);
        var unexplained = await bench.SignBaseAsync(id, Everything, reason: null);
        Assert.False(unexplained.Taken);
        Assert.Contains(unexplained.Findings, f => f is { Rule: "funds.unexplained", Severity: Severity.Review });
        await bench.DecideAsync(async (d, s) => await d.ExplainAsync(s, May, (await bench.MatchAsync(m => m.IsDifference)).MatchKey, "银行手续费", false, Finance));
        Assert.True((await bench.SignBaseAsync(id, Everything, reason: null)).Taken);
        Assert.Contains((await bench.SignFinanceAsync(id, Everything)).Findings, f => f.Rule == "funds.same-signer");
        await NothingChangesAsync(bench);
        Assert.True((await bench.SignFinanceAsync(id, reason: null)).Taken);
        await NothingChangesAsync(bench);
    }

    [Theory, BothDatabases]
    public async Task A_month_is_signed_in_one_period_only_and_free_again_when_it_is_given_back(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var quarter = await bench.CompareAsync(AllMatched, Claims, from: "2026-04", until: "2026-06");
        var may = await bench.CompareAsync(AllMatched, Claims);
        Assert.True((await bench.SignBaseAsync(may)).Taken);

        Assert.Contains((await bench.SignBaseAsync(quarter)).Findings, f => f is { Rule: "funds.signed-elsewhere", Severity: Severity.Block });
        Assert.Equal("month_signed", await CodeAsync(() => bench.CompareAsync(AllMatched, Claims, from: "2026-05", until: "2026-06")));
        Assert.True(await bench.Database.ReadAsync(s => ClosedMonths.IsClosedAsync(s, new DateOnly(2026, 5, 31))));
        Assert.False(await bench.Database.ReadAsync(s => ClosedMonths.IsClosedAsync(s, new DateOnly(2026, 6, 1))));

        Assert.True((await bench.Funds.TakeAsync(PeriodWorkflow.RecordType, may, PeriodWorkflow.GiveBack, Finance, "五月还有一笔")).Taken);
        Assert.False(await bench.Database.ReadAsync(s => ClosedMonths.IsClosedAsync(s, new DateOnly(2026, 5, 31))));
        await bench.CloseAsync(quarter);
    }

    [Theory, BothDatabases]
    public async Task A_claim_on_the_list_counts_in_one_signed_period_whatever_months_the_list_is_given_for(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        const string june = "日期,凭证号,摘要,支出,收入\n2026-06-02,记-1,BX20260002 资料翻译,250,\n";
        const string may = "日期,凭证号,摘要,支出,收入\n2026-05-02,记-1,BX20260001 讲课费,100,\n";
        const string claims = "单号,日期,摘要,金额\nBX20260001,2026-05-01,讲课费,100\nBX20260002,2026-06-01,资料翻译,250\n";
        await bench.CloseAsync(await bench.CompareAsync(may, claims));
        await bench.CloseAsync(await bench.CompareAsync(june, claims, from: "2026-06"));
        Assert.Equal((1, 0, 0, 0), await bench.CountsAsync());
        Assert.Equal((1, 0, 0, 0), await bench.CountsAsync("2026-06"));
        Assert.Contains(await bench.EntriesAsync("2026-06"), e => e.Number == "BX20260001" && e.Aside == Asides.CountedIn("2026-05"));
        Assert.Equal(["C" + "BX20260001", "C" + "BX20260002"], await bench.Database.ReadAsync(s => s.QueryAsync<string>("SELECT entry_key FROM reconciliation_counted ORDER BY entry_key")));
    }

    [Theory, BothDatabases]
    public async Task What_was_open_goes_on_until_it_is_cleared_or_a_person_ends_it(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        // Paid on the last of May, booked in June under a voucher of June; a short amount made good in June; a bank's charge that ends here.
        var numbers = await bench.PaidAsync(("记-00002", 100, "2026-05-31"), ("记-00009", 200, "2026-05-20"), ("记-00003", 300, "2026-05-21"));
        var may = await bench.CompareAsync($"日期,凭证号,摘要,支出,收入\n2026-05-20,记-9,{numbers[1]} 讲课费,150,\n2026-05-31,记-44,手续费,5,\n", null, ClaimSource.Own);
        Assert.Equal((0, 1, 2, 1), await bench.CountsAsync());
        await bench.DecideAsync(async (d, s) => await d.ExplainAsync(s, May, (await bench.MatchAsync(m => m.MatchGroup == MatchGroup.OnlyInLedger)).MatchKey, "银行手续费", false, Finance));
        await bench.DecideAsync(async (d, s) => await d.ExplainAsync(s, May, (await bench.MatchAsync(m => m.MatchGroup == MatchGroup.AmountDiffers)).MatchKey, "少记 50 元，财务处 6 月补记", true, Finance));
        await bench.CloseAsync(may);

        var juneLedger = $"日期,凭证号,摘要,支出,收入\n2026-06-02,记-2,讲课费,100,\n2026-06-15,记-31,补记 {numbers[1]},50,\n";
        var june = await bench.CompareAsync(juneLedger, "单号,日期,摘要,金额\nBX1,2026-06-01,样例,1\n", ClaimSource.Both, "2026-06");
        Assert.Equal((2, 0, 2, 0), await bench.CountsAsync("2026-06"));
        var booked = await bench.MatchAsync(m => m.Own.Any(o => o.Number == numbers[0]), "2026-06");
        Assert.Equal((MatchWay.AmountAndDay, "2026-05"), (booked.Way, booked.Own.Single().Origin));
        Assert.Equal([150m, 50m], (await bench.MatchAsync(m => m.Own.Any(o => o.Number == numbers[1]), "2026-06")).Ledger.Select(l => l.Amount.Yuan));
        Assert.DoesNotContain(await bench.EntriesAsync("2026-06"), e => e.Voucher == "记-44");
        await bench.ConfirmAllAsync("2026-06");
        await bench.CloseAsync(june);

        await bench.CompareAsync("日期,凭证号,摘要,支出,收入\n2026-07-02,记-2,手续费,5,\n", "单号,日期,摘要,金额\nBX2,2026-07-01,样例,2\n", from: "2026-07");
        Assert.Equal([(numbers[2], "2026-05"), ("BX1", "2026-06")], (await bench.EntriesAsync("2026-07")).Where(e => e.CarriedFrom is not null).Select(e => (e.Number, e.Origin)));
        Assert.True(await bench.Database.ReadAsync(s => s.ScalarAsync<bool>("SELECT count(*) = 0 FROM reconciliation_match WHERE match_group = 'AmountDiffers' AND period_id <> @may", new { may })));
    }

    [Theory, BothDatabases]
    public async Task An_item_is_carried_into_one_signed_period_and_a_later_closed_month_asks_to_compare_again(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        const string june = "日期,凭证号,摘要,支出,收入\n2026-06-02,记-1,BX20260003 印刷,30,\n";
        const string claims = "单号,日期,摘要,金额\nBX20260003,2026-06-01,印刷,30\n";
        var early = await bench.CompareAsync(june, claims, from: "2026-06");
        await bench.CloseAsync(await bench.CompareAsync(AllMatched.Replace("250", "240"), Claims));
        Assert.Contains((await bench.SignBaseAsync(early)).Findings, f => f.Rule == "funds.carry-left-out");

        var again = await bench.CompareAsync(june, claims, from: "2026-06");
        var late = await bench.CompareAsync(june.Replace("2026-06", "2026-07"), claims, from: "2026-07");
        await bench.CloseAsync(again);
        Assert.Contains((await bench.SignBaseAsync(late)).Findings, f => f.Rule == "funds.signed-elsewhere");
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_paid_or_reversed_in_a_signed_month_and_nothing_signed_that_was_paid_since(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var claim = await bench.HandedAsync(new DateOnly(2026, 5, 20));
        var id = await bench.CompareAsync(AllMatched, Claims, ClaimSource.Both);
        Assert.True((await bench.SignBaseAsync(id)).Taken);
        Assert.Contains((await bench.PayAsync(claim)).Findings, f => f is { Rule: ClosedMonthRule.Id, Severity: Severity.Block });
        Assert.True((await bench.Funds.TakeAsync(PeriodWorkflow.RecordType, id, PeriodWorkflow.GiveBack, Finance, "漏了一笔")).Taken);
        Assert.True((await bench.PayAsync(claim)).Taken);
        Assert.Contains((await bench.SignBaseAsync(id)).Findings, f => f is { Rule: "funds.books-changed", Severity: Severity.Block });
        await bench.CompareAsync(AllMatched, Claims, ClaimSource.Both);
        await bench.CloseAsync(id);

        bench.Funds.Bench.Clock.Set(new DateTimeOffset(2026, 5, 31, 23, 0, 0, TimeSpan.FromHours(8)));
        var move = await bench.Funds.WriteAsync<MoveService, FundMove>((moves, db) => moves.AskReversalAsync(db, claim.FundId, claim.Id, claim.Total, "付错账户", FundBench.Finance));
        Assert.Equal("step_refused", await CodeAsync(() => bench.Funds.TakeAsync(FundMove.RecordType, move.Id, MoveWorkflow.Approve, FundBench.Leader)));
        bench.Funds.Bench.Clock.Set(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.FromHours(8)));
        Assert.True((await bench.Funds.TakeAsync(FundMove.RecordType, move.Id, MoveWorkflow.Approve, FundBench.Leader)).Taken);
    }

    private static async Task NothingChangesAsync(ReconciliationBench bench)
    {
        var match = (await bench.MatchesAsync())[0].MatchKey;
        foreach (var change in new Func<PeriodDecisions, DbScope, Task>[]
        {
            (d, s) => d.ConfirmAsync(s, May, match, Finance), (d, s) => d.RejectAsync(s, May, match, Finance), (d, s) => d.UndoAsync(s, May, match, Finance),
            (d, s) => d.PairAsync(s, May, [match], Finance), (d, s) => d.ExplainAsync(s, May, match, "改一下", true, Finance),
        })
        {
            Assert.Equal("month_closed", await CodeAsync(() => bench.DecideAsync(change)));
        }
        Assert.Equal("month_closed", await CodeAsync(() => bench.CompareAsync(Ledger, Claims)));
    }
}
