using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Regulations;
using CEBase.Tests.Income;
using Permissions = CEBase.Funds.Permissions;

namespace CEBase.Tests.Funds;

/// <summary>What money puts on the first page: named records, at the desk of whoever acts, stuck once they have waited too long.</summary>
public sealed class TodayTests
{
    private static readonly ICurrentUser Auditor = new TestUser(9, Permissions.View, Permissions.ClaimsView, CEBase.Income.Permissions.IncomeView);

    [Theory, BothDatabases]
    public async Task A_claim_is_named_at_the_desk_of_whoever_acts_next_and_at_no_other(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(await bench.LineAsync(fund, 10_000), 600));
        foreach (var (step, by, text, next) in new[]
        {
            (ClaimWorkflow.Check, FundBench.Clerk, "报销单待单位审批", FundBench.Leader), (ClaimWorkflow.UnitApprove, FundBench.Leader, "报销单待财务审批", FundBench.Finance),
            (ClaimWorkflow.FinanceApprove, FundBench.Finance, "报销单待交财务处", FundBench.Finance), (ClaimWorkflow.Hand, FundBench.Finance, "报销单待登记付款", FundBench.Finance),
        })
        {
            var outcome = await bench.TakeAsync(Claim.RecordType, claim.Id, step, by, "同意");
            Assert.True(outcome.Taken, outcome.Refusal);
            var item = Assert.Single(await WorkAsync<ClaimWork>(bench.Bench, next), i => i.Kind == WorkKind.Waiting);
            Assert.Equal((text, 1), (item.Text, item.Count));
            var record = Assert.Single(item.Records);
            Assert.Equal(($"{claim.Number} 高研班费用", $"/console/funds/claims/{claim.Number}"), (record.Text, record.Href));
            Assert.StartsWith("600.00 元", record.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain(await WorkAsync<ClaimWork>(bench.Bench, next == FundBench.Leader ? FundBench.Finance : FundBench.Leader), i => i.Kind == WorkKind.Waiting);
        }
    }

    [Theory, BothDatabases]
    public async Task What_has_waited_longer_than_the_parameter_says_is_stuck_for_all_who_see_it(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(await bench.LineAsync(fund, 10_000), 600));
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk, "同意")).Taken);

        bench.Bench.Clock.Advance(TimeSpan.FromDays(7));
        Assert.DoesNotContain(await WorkAsync<ClaimWork>(bench.Bench, Auditor), i => i.Kind == WorkKind.Stuck);
        Assert.Contains(await WorkAsync<ClaimWork>(bench.Bench, FundBench.Leader), i => i.Kind == WorkKind.Waiting);

        bench.Bench.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var user in new[] { FundBench.Clerk, FundBench.Finance, FundBench.Leader, Auditor })
        {
            var stuck = Assert.Single(await WorkAsync<ClaimWork>(bench.Bench, user));
            Assert.Equal((WorkKind.Stuck, "报销单等待超过 7 天", "600.00 元，待单位审批"), (stuck.Kind, stuck.Text, stuck.Records[0].Detail));
        }
        Assert.Empty(await WorkAsync<ClaimWork>(bench.Bench, new TestUser(77, Permissions.ClaimsView)));

        var list = await bench.Bench.ListAsync<ClaimListModel, Claim>($"state={ClaimListModel.Stuck}", Auditor);
        Assert.Equal(claim.Number, Assert.Single(list).Number);
    }

    [Theory, BothDatabases]
    public async Task Five_records_are_named_the_oldest_first_and_all_are_counted(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 100_000);
        var numbers = new List<string>();
        for (var i = 0; i < WorkItem.Shown + 2; i++)
        {
            var claim = await bench.ClaimAsync(fund, FundBench.Book(line, 100 + i));
            Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk, "同意")).Taken);
            numbers.Add(claim.Number);
            bench.Bench.Clock.Advance(TimeSpan.FromMinutes(5));
        }
        var item = Assert.Single(await WorkAsync<ClaimWork>(bench.Bench, FundBench.Leader));
        Assert.Equal(WorkItem.Shown + 2, item.Count);
        Assert.Equal(numbers.Take(WorkItem.Shown).Select(n => $"{n} 高研班费用"), item.Records.Select(r => r.Text));

        foreach (var (sort, first) in new[] { ("amount", numbers[0]), ("-amount", numbers[^1]), ("since", numbers[0]), ("-submitted", numbers[^1]), ("number", numbers[0]), ("-state", numbers[^1]), ("nonsense", numbers[^1]) })
        {
            var list = await bench.Bench.ListAsync<ClaimListModel, Claim>($"sort={sort}", Auditor);
            Assert.Equal((sort, first), (sort, list[0].Number));
            Assert.NotNull(list[0].SubmittedAt);
        }
    }

    [Theory, BothDatabases]
    public async Task What_others_moved_lately_is_told_with_its_name_and_ones_own_steps_are_not(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(await bench.LineAsync(fund, 10_000), 600));
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk, "同意")).Taken);

        Assert.Empty(await ChangedAsync(bench.Bench, FundBench.Clerk));
        Assert.Empty(await ChangedAsync(bench.Bench, new TestUser(77, Permissions.ClaimsView)));
        var record = Assert.Single(Assert.Single(await ChangedAsync(bench.Bench, FundBench.Leader)).Records);
        Assert.Equal(($"{claim.Number} 高研班费用", "核对并提交，测试用户1"), (record.Text, record.Detail));
        bench.Bench.Clock.Advance(TimeSpan.FromDays(RecentSteps.Days + 1));
        Assert.Empty(await ChangedAsync(bench.Bench, FundBench.Leader));
    }

    [Theory, BothDatabases]
    public async Task Overdue_bills_and_learners_without_one_are_told_to_finance_and_to_whoever_sees_income(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bills = await bench.BillsAsync(2);
        Assert.DoesNotContain(await WorkAsync<CEBase.Income.Register.IncomeWork>(bench.Bench, IncomeBench.Finance), i => i.Kind == WorkKind.Due);
        bench.Bench.Clock.Set(bills[0].DueOn.AddDays(2).At(new TimeOnly(9, 0)));
        foreach (var (user, text) in new[] { (IncomeBench.Finance, "逾期应收"), (IncomeBench.Clerk, "逾期应收，请催缴"), (Auditor, "逾期应收") })
        {
            var due = Assert.Single(await WorkAsync<CEBase.Income.Register.IncomeWork>(bench.Bench, user), i => i.Kind == WorkKind.Due);
            Assert.Equal((text, 2, bills[0].DueOn), (due.Text, due.Count, due.Due));
        }
        Assert.Empty(await WorkAsync<CEBase.Income.Register.IncomeWork>(bench.Bench, new TestUser(8, Permissions.ClaimsView)));
    }

    [Theory, BothDatabases]
    public async Task A_month_with_payments_is_due_for_reconciling_until_it_was_compared(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var finance = new TestUser(2, Permissions.View, Permissions.Reconcile);
        var fund = await bench.FundAsync(FundKind.Grant);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(await bench.LineAsync(fund, 10_000), 600));
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE claim SET state = 'paid', paid_on = '2026-03-10' WHERE id = @Id", new { claim.Id }));
        Assert.Empty(await WorkAsync<CEBase.Funds.Reconciliation.MonthWork>(bench.Bench, finance));

        bench.Bench.Clock.Set(new DateOnly(2026, 4, 2).At(new TimeOnly(9, 0)));
        var due = Assert.Single(await WorkAsync<CEBase.Funds.Reconciliation.MonthWork>(bench.Bench, finance));
        Assert.Equal((WorkKind.Due, new DateOnly(2026, 4, 10), "2026-03 对账"), (due.Kind, due.Due, due.Records[0].Text));

        await bench.Database.WriteAsync(s => s.ExecuteAsync("INSERT INTO reconciliation_month (month, from_month, until_month, state, ledger_name, claims_name, ledger_hash, claims_hash) VALUES ('2026-03', '2026-03', '2026-03', 'open', '', '', '', '')"));
        Assert.Empty(await WorkAsync<CEBase.Funds.Reconciliation.MonthWork>(bench.Bench, finance));
        Assert.Equal("对账待基地签字", Assert.Single(await WorkAsync<CEBase.Funds.Reconciliation.MonthWork>(bench.Bench, new TestUser(5, Permissions.View, Permissions.SignForBase))).Text);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE reconciliation_month SET state = 'base_signed'"));
        Assert.Equal("对账待财务签字结账", Assert.Single(await WorkAsync<CEBase.Funds.Reconciliation.MonthWork>(bench.Bench, finance)).Text);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE reconciliation_month SET state = 'closed'"));
        Assert.Empty(await WorkAsync<CEBase.Funds.Reconciliation.MonthWork>(bench.Bench, finance));
    }

    private static Task<IReadOnlyList<WorkItem>> WorkAsync<T>(Bench bench, ICurrentUser user) where T : IWorkProvider => bench.RunAsync<IEnumerable<IWorkProvider>, IReadOnlyList<WorkItem>>(all =>
        bench.Database.ReadAsync(db => all.OfType<T>().Single().ForAsync(db, user, bench.Clock.Today())));

    private static Task<IReadOnlyList<WorkItem>> ChangedAsync(Bench bench, ICurrentUser user) => bench.RunAsync<RecentSteps, IReadOnlyList<WorkItem>>(recent =>
        bench.Database.ReadAsync(db => recent.OfAsync(db, user, bench.Clock.Today())));
}
