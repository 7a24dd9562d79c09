using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.Overview;

namespace CEBase.Tests.Funds;

public sealed class OverviewTests
{
    private static readonly Money Year = Money.FromYuan(120_000);
    private static readonly (Money, PlanMonths)[] Plan = [(Year, PlanMonths.WholeYear)];

    [Fact]
    public void The_plan_of_a_month_is_its_even_share_and_months_to_come_have_no_payments()
    {
        var months = Burn.Of(2026, Plan, [(new DateOnly(2026, 2, 28), Money.FromYuan(5_000)), (new DateOnly(2026, 3, 1), Money.FromYuan(700))], new DateOnly(2026, 3, 15));

        Assert.Equal(12, months.Count);
        Assert.Equal(Money.FromYuan(30_000), months[2].Planned);
        Assert.Equal(Year, months[11].Planned);
        Assert.Equal([Money.Zero, Money.FromYuan(5_000), Money.FromYuan(5_700), null], months.Take(4).Select(m => m.Paid));
    }

    [Fact]
    public void A_line_with_months_is_planned_evenly_over_them_and_the_year_ends_at_the_whole_budget()
    {
        var months = Burn.Of(2026, [(Money.FromYuan(90), new PlanMonths(3, 5)), (Money.FromYuan(100), new PlanMonths(12, 12)), (Money.FromYuan(120), PlanMonths.WholeYear)], [], new DateOnly(2026, 1, 1));
        Assert.Equal([10m, 20, 60, 100, 140, 150, 160, 170, 180, 190, 200, 310], months.Select(m => m.Planned.Yuan));
    }

    [Theory]
    [InlineData(null, null, "全年")]
    [InlineData(3, null, "3–12 月")]
    [InlineData(null, 6, "1–6 月")]
    [InlineData(7, 7, "7 月")]
    public void Months_left_empty_are_the_ends_of_the_year(int? from, int? until, string label) => Assert.Equal(label, PlanMonths.Read(from, until).Label);

    [Theory]
    [InlineData(0, 5, "FromMonth")]
    [InlineData(13, null, "FromMonth")]
    [InlineData(6, 5, "UntilMonth")]
    [InlineData(6, 13, "UntilMonth")]
    public void Months_that_are_none_are_refused_at_their_field(int? from, int? until, string field) => Assert.Equal(field, Assert.Throws<Refusal>(() => PlanMonths.Read(from, until)).Field);

    [Theory, BothDatabases]
    public async Task A_version_brings_its_months_to_the_line_and_the_next_draft_starts_from_them(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        await ApproveAsync("1", new PlanMonths(3, 6));
        var line = Assert.Single(await bench.Database.ReadAsync(s => FundLineRepository.OfFundAsync(s, fund.Id)));
        Assert.Equal((Money.FromYuan(1000), new PlanMonths(3, 6)), (line.Planned, line.Months));
        await ApproveAsync("2", null);
        Assert.Equal(new PlanMonths(3, 6), (await bench.LineAsync(line.Id)).Months);
        await ApproveAsync("3", new PlanMonths(9, 9));
        Assert.Equal((Money.FromYuan(1000), new PlanMonths(9, 9)), await bench.LineAsync(line.Id) is var moved ? (moved.Planned, moved.Months) : default);

        async Task ApproveAsync(string title, PlanMonths? months)
        {
            var budget = await bench.WriteAsync<BudgetService, Budget>(async (service, db) =>
            {
                var draft = await service.DraftAsync(db, new BudgetDraft(fund.Id, 2026, 2026, title, "按月安排"), FundBench.Finance);
                if (months is not null)
                {
                    await service.SetItemAsync(db, draft.Id, 2026, "19(1)|设施设备购置", null, "1000", FundBench.Finance, months?.From, months?.Until);
                }
                return draft;
            });
            Assert.True((await bench.TakeAsync(Budget.RecordType, budget.Id, BudgetWorkflow.Submit, FundBench.Finance)).Taken);
            Assert.True((await bench.TakeAsync(Budget.RecordType, budget.Id, BudgetWorkflow.Approve, FundBench.Leader)).Taken);
        }
    }

    [Fact]
    public void A_reversal_takes_its_month_down_and_what_falls_outside_the_year_counts_at_its_ends()
    {
        var months = Burn.Of(2025, Plan,
            [(new DateOnly(2024, 12, 30), Money.FromYuan(100)), (new DateOnly(2025, 6, 1), Money.FromYuan(50)), (new DateOnly(2025, 7, 1), -Money.FromYuan(50)), (new DateOnly(2026, 1, 5), Money.FromYuan(9))],
            new DateOnly(2026, 3, 15));

        Assert.Equal(Money.FromYuan(100), months[0].Paid);
        Assert.Equal(Money.FromYuan(150), months[5].Paid);
        Assert.Equal(Money.FromYuan(100), months[6].Paid);
        Assert.Equal(Money.FromYuan(109), months[11].Paid);
    }

    [Fact]
    public void A_year_to_come_has_a_plan_and_no_payments() => Assert.All(Burn.Of(2027, Plan, [], new DateOnly(2026, 3, 15)), m => Assert.Null(m.Paid));

    [Theory, BothDatabases]
    public async Task A_forbidden_line_is_counted_under_its_article_until_the_claim_is_cancelled(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 10_000);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(line, 500) with { Description = "取暖补贴", Kind = LineKind.Other });

        var found = await OfAsync(bench, fund.Id);
        var welfare = Assert.Single(found, f => f.Article.ToString() == "NPU:20(1)");
        Assert.Equal((FoundIn.Open, claim.Number), (welfare.In, welfare.Label));
        Assert.Equal(1, Assert.Single(ArticleFindings.Count(found), c => c.Article.ToString() == "NPU:20(1)").Blocks);
        Assert.Empty(await OfAsync(bench, fund.Id, 2020));

        await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Cancel, FundBench.Clerk, "填错了");
        Assert.DoesNotContain(await OfAsync(bench, fund.Id), f => f.Label == claim.Number);
    }

    [Theory, BothDatabases]
    public async Task A_grant_is_never_worth_less_than_its_plan_and_two_editors_do_not_overwrite_each_other(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant, 50_000);
        await bench.LineAsync(fund, 10_000);
        fund = (await bench.Database.ReadAsync(s => bench.Bench.Services.CreateScope().ServiceProvider.GetRequiredService<FundRepository>().FindAsync(s, fund.Id)))!;

        Assert.Equal("fund_total", (await Assert.ThrowsAsync<Refusal>(() => EditAsync(fund, 9_999, "文件"))).Code);
        Assert.Equal("reason_missing", (await Assert.ThrowsAsync<Refusal>(() => EditAsync(fund, 60_000, null))).Code);
        await EditAsync(fund, 60_000, "追加下达通知");
        Assert.Equal("changed_meanwhile", (await Assert.ThrowsAsync<Refusal>(() => EditAsync(fund, 70_000, "文件"))).Code);

        Task EditAsync(Fund before, long yuan, string? reason) => bench.WriteAsync<FundRepository>((book, db) =>
            book.UpdateAsync(db, before, new FundDetails(before.Code, before.Name, before.Kind, before.Origin, before.Account, Money.FromYuan(yuan)), reason, FundBench.Finance));
    }

    private static Task<IReadOnlyList<ArticleFinding>> OfAsync(FundBench bench, long fund, int year = 0) => bench.Bench.RunAsync<ArticleFindings, IReadOnlyList<ArticleFinding>>(findings =>
        bench.Database.ReadAsync(db => findings.OfAsync(db, fund, year)));
}
