using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;
using CEBase.Funds.Standards;

namespace CEBase.Tests.Funds;

/// <summary>Claims, budgets and moves through the engine, on both databases.</summary>
public sealed class ClaimWorkflowTests
{
    [Theory, BothDatabases]
    public async Task Each_step_of_a_claim_relieves_the_stage_before_and_a_reversal_gives_all_back(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 1000);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(line, 600));

        await TakenAsync(bench, claim, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.Equal(Money.Zero, (await bench.LineAsync(line)).Committed);
        await TakenAsync(bench, claim, ClaimWorkflow.UnitApprove, FundBench.Leader);
        Assert.Equal((Money.FromYuan(400), Money.FromYuan(600)), ((await bench.LineAsync(line)).Remaining, (await bench.LineAsync(line)).Committed));
        await TakenAsync(bench, claim, ClaimWorkflow.FinanceApprove, FundBench.Finance);
        Assert.Equal((Money.Zero, Money.FromYuan(600)), ((await bench.LineAsync(line)).Committed, (await bench.LineAsync(line)).Claimed));
        await TakenAsync(bench, claim, ClaimWorkflow.Hand, FundBench.Finance);
        Assert.False((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Pay, FundBench.Finance)).Taken);
        await bench.WriteAsync<ClaimService>((service, db) => service.SetVoucherAsync(db, claim.Number, "记-12", bench.Today, FundBench.Finance));
        await TakenAsync(bench, claim, ClaimWorkflow.Pay, FundBench.Finance);
        Assert.Equal((Money.Zero, Money.FromYuan(600)), ((await bench.LineAsync(line)).Claimed, (await bench.LineAsync(line)).Paid));

        var move = await bench.WriteAsync<MoveService, FundMove>((moves, db) => moves.AskReversalAsync(db, fund.Id, claim.Id, claim.Total, "付错账户", FundBench.Finance));
        Assert.True((await bench.TakeAsync(FundMove.RecordType, move.Id, MoveWorkflow.Approve, FundBench.Leader)).Taken);
        Assert.Equal(Money.FromYuan(1000), (await bench.LineAsync(line)).Remaining);
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task A_returned_claim_frees_its_money_and_commits_anew_when_it_comes_again(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 1000);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(line, 600));
        for (var round = 0; round < 2; round++)
        {
            await TakenAsync(bench, claim, ClaimWorkflow.Check, FundBench.Clerk);
            await TakenAsync(bench, claim, ClaimWorkflow.UnitApprove, FundBench.Leader);
            await TakenAsync(bench, claim, ClaimWorkflow.FinanceApprove, FundBench.Finance);
            Assert.Equal(Money.FromYuan(600), (await bench.LineAsync(line)).Claimed);
            Assert.False((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Return, FundBench.Finance)).Taken);
            await TakenAsync(bench, claim, ClaimWorkflow.Return, FundBench.Finance, "缺签到表");
            Assert.Equal(Money.FromYuan(1000), (await bench.LineAsync(line)).Remaining);
        }
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task The_grant_is_not_overspent_by_any_reason_and_income_only_by_a_second_persons(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var grant = await bench.FundAsync(FundKind.Grant);
        var strict = await bench.ClaimAsync(grant, FundBench.Book(await bench.LineAsync(grant, 500), 600));
        var outcome = await bench.TakeAsync(Claim.RecordType, strict.Id, ClaimWorkflow.Check, FundBench.Clerk, "急用");
        Assert.False(outcome.Taken);
        Assert.Contains(outcome.Findings, f => f is { Rule: OverspendRule.Overspent, Severity: Severity.Block });

        var income = await bench.FundAsync(FundKind.Income);
        var line = await bench.LineAsync(income, 500);
        var claim = await bench.ClaimAsync(income, FundBench.Book(line, 600));
        await TakenAsync(bench, claim, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.False((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.UnitApprove, FundBench.Leader)).Taken);
        await TakenAsync(bench, claim, ClaimWorkflow.UnitApprove, FundBench.Leader, "临时加课，后续收入可补");
        var after = await bench.LineAsync(line);
        Assert.Equal((Money.FromYuan(100), Money.FromYuan(600), Money.Zero), (after.Allowed, after.Committed, after.Remaining));
        await TakenAsync(bench, claim, ClaimWorkflow.Return, FundBench.Finance, "材料不全");
        Assert.Equal((Money.Zero, Money.FromYuan(500)), ((await bench.LineAsync(line)).Allowed, (await bench.LineAsync(line)).Remaining));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task What_Article_20_forbids_passes_with_no_reason_and_nobody_approves_the_own_claim(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 1000);
        var forbidden = await bench.ClaimAsync(fund, FundBench.Book(line, 100) with { Kind = LineKind.Other, Description = "取暖补贴" });
        var outcome = await bench.TakeAsync(Claim.RecordType, forbidden.Id, ClaimWorkflow.Check, FundBench.Clerk, "惯例");
        Assert.False(outcome.Taken);
        Assert.Contains(outcome.Findings, f => f.Severity == Severity.Block && f.Articles.Contains(Citation.Parse("NPU:20(1)")));

        var both = new TestUser(1, CEBase.Funds.Permissions.View, CEBase.Funds.Permissions.ClaimsManage, CEBase.Funds.Permissions.ClaimsUnitApprove);
        var own = await bench.ClaimAsync(fund, FundBench.Book(line, 100));
        await TakenAsync(bench, own, ClaimWorkflow.Check, both);
        Assert.Contains((await bench.TakeAsync(Claim.RecordType, own.Id, ClaimWorkflow.UnitApprove, both)).Findings, f => f.Rule == SecondPersonRule.SamePerson);
    }

    [Theory, BothDatabases]
    public async Task The_same_invoice_is_found_in_another_claim_and_of_two_handed_in_at_once_one_is_refused(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000);
        LineDetails Bought(string invoice) => FundBench.Book(line, 100) with { Kind = LineKind.Purchase, Description = "培训教材印刷", InvoiceNo = invoice, InvoiceTitle = "西北工业大学" };
        var first = await bench.ClaimAsync(fund, Bought("2661 7000"));
        await TakenAsync(bench, first, ClaimWorkflow.Check, FundBench.Clerk);
        var second = await bench.ClaimAsync(fund, Bought("２６６１-7000"));
        var outcome = await bench.TakeAsync(Claim.RecordType, second.Id, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.Contains(outcome.Findings, f => f.Rule == InvoiceRule.Twice && f.Sentence.Contains(first.Number));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => bench.Database.WriteAsync(db =>
            db.ExecuteAsync("INSERT INTO claim_invoice (invoice_no, claim_id) VALUES ('26617000', @Id)", new { second.Id })));
    }

    [Theory, BothDatabases]
    public async Task Of_claims_handed_in_at_once_with_one_invoice_exactly_one_passes_and_a_returned_or_cancelled_one_lets_go(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        await using var second = bench.SecondNode();
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000);
        LineDetails Bought(string invoice) => FundBench.Book(line, 100) with { Kind = LineKind.Purchase, Description = "培训教材印刷", InvoiceNo = invoice, InvoiceTitle = "西北工业大学" };
        var claims = new List<Claim>();
        foreach (var written in new[] { "26617001", "２６６１７００１", "2661 7001", " 2661-7001 " })
        {
            claims.Add(await bench.ClaimAsync(fund, Bought(written)));
        }
        var handed = await Task.WhenAll(claims.Select((c, i) => Task.Run(async () =>
        {
            try
            {
                return (await (i % 2 == 0 ? bench : second).TakeAsync(Claim.RecordType, c.Id, ClaimWorkflow.Check, FundBench.Clerk)).Taken;
            }
            catch (Refusal refused)
            {
                Assert.Equal("invoice_twice", refused.Code);
                return false;
            }
        })));
        Assert.Single(handed, h => h);

        // The holder is returned: the next takes the invoice, and the returned one doesn't come in with it again until that is cancelled.
        var holder = claims[Array.IndexOf(handed, true)];
        var next = claims.First(c => c.Id != holder.Id);
        Assert.True((await bench.TakeAsync(Claim.RecordType, holder.Id, ClaimWorkflow.UnitReturn, FundBench.Leader, "抬头模糊")).Taken);
        await TakenAsync(bench, next, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.Contains((await bench.TakeAsync(Claim.RecordType, holder.Id, ClaimWorkflow.Check, FundBench.Clerk)).Findings, f => f.Rule == InvoiceRule.Twice && f.Sentence.Contains(next.Number));
        Assert.True((await bench.TakeAsync(Claim.RecordType, next.Id, ClaimWorkflow.UnitReturn, FundBench.Leader, "重复")).Taken);
        Assert.True((await bench.TakeAsync(Claim.RecordType, next.Id, ClaimWorkflow.Cancel, FundBench.Clerk, "重复")).Taken);
        await TakenAsync(bench, holder, ClaimWorkflow.Check, FundBench.Clerk);
    }

    [Theory, BothDatabases]
    public async Task One_invoice_covers_lines_of_one_claim_for_two_budget_items_up_to_what_it_comes_to(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var (books, papers) = (await bench.LineAsync(fund, 5000), await bench.LineAsync(fund, 5000, item: "资料费"));
        LineDetails Bought(long line, decimal yuan, string total) => FundBench.Book(line, yuan) with
        {
            Kind = LineKind.Purchase, Description = "培训教材印刷", InvoiceNo = "2661 7000 0000 0000 0001", InvoiceTotal = total, InvoiceTitle = "西北工业大学",
        };
        var over = await bench.ClaimAsync(fund, Bought(books, 600, "1000"), Bought(papers, 500, ""));
        Assert.Contains((await bench.TakeAsync(Claim.RecordType, over.Id, ClaimWorkflow.Check, FundBench.Clerk)).Findings, f => f is { Rule: InvoiceRule.OverTotal, Severity: Severity.Block });

        var claim = await bench.ClaimAsync(fund, Bought(books, 600, "1000"), Bought(papers, 400, "1,000.00"));
        await TakenAsync(bench, claim, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.Equal(["26617000000000000001"], await bench.Database.ReadAsync(s => s.QueryAsync<string>("SELECT invoice_no FROM claim_invoice WHERE claim_id = @Id", new { claim.Id })));
        var outcome = await bench.TakeAsync(Claim.RecordType, over.Id, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.Contains(outcome.Findings, f => f.Rule == InvoiceRule.Twice && f.Sentence.Contains(claim.Number));
    }

    [Theory, BothDatabases]
    public async Task Two_old_invoices_of_one_number_are_told_apart_by_their_series(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000);
        LineDetails Bought(string series) => FundBench.Book(line, 100) with
        {
            Kind = LineKind.Purchase, Description = "培训教材印刷", InvoiceNo = "发票号码：1234 5678", InvoiceSeries = series, InvoiceTitle = "西北工业大学",
        };
        await TakenAsync(bench, await bench.ClaimAsync(fund, Bought("061001900104")), ClaimWorkflow.Check, FundBench.Clerk);
        await TakenAsync(bench, await bench.ClaimAsync(fund, Bought("061001900105")), ClaimWorkflow.Check, FundBench.Clerk);
        async Task<Finding> StopAsync(string series) => (await bench.TakeAsync(Claim.RecordType, (await bench.ClaimAsync(fund, Bought(series))).Id, ClaimWorkflow.Check, FundBench.Clerk))
            .Findings.Single(f => f.Severity == Severity.Block);
        Assert.Equal(InvoiceRule.Twice, (await StopAsync("0610 0190 0104")).Rule);
        Assert.Equal(InvoiceRule.Unclear, (await StopAsync("")).Rule);
    }

    [Theory, BothDatabases]
    public async Task What_is_approved_is_what_was_on_the_approvers_page(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 1000);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(line, 400));
        await TakenAsync(bench, claim, ClaimWorkflow.Check, FundBench.Clerk);
        var opened = (await bench.Bench.RunAsync<WorkflowEngine, WorkflowView>(engine => engine.LookAsync(Claim.RecordType, claim.Id, FundBench.Leader))).Steps.Single(s => s.Step.Name == ClaimWorkflow.UnitApprove).Seen;

        Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.UnitReturn, FundBench.Leader, "金额有误")).Taken);
        var stood = await bench.Database.ReadAsync(async s => (await ClaimLineRepository.OfClaimAsync(s, claim.Id)).Single());
        await bench.WriteAsync<ClaimService>((service, db) => service.SaveLineAsync(db, claim.Number, stood.Id, FundBench.Book(line, 600) with { InvoiceNo = stood.InvoiceNo }, FundBench.Clerk));
        await TakenAsync(bench, claim, ClaimWorkflow.Check, FundBench.Clerk);

        var refused = await Assert.ThrowsAsync<Refusal>(() => bench.Bench.RunAsync<WorkflowEngine, StepOutcome>(engine =>
            engine.TakeAsync(new StepForm { Step = ClaimWorkflow.UnitApprove, Seen = opened }, Claim.RecordType, claim.Id, FundBench.Leader)));
        Assert.Contains("有变动", refused.Message);
        Assert.Equal(Money.Zero, (await bench.LineAsync(line)).Committed);
    }

    [Theory, BothDatabases]
    public async Task A_payment_is_recorded_on_a_day_on_which_it_can_have_been_made(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 1000);
        var (first, second) = (await HandedAsync(), await HandedAsync());
        Task SetAsync(Claim claim, DateOnly day) => bench.WriteAsync<ClaimService>((service, db) =>
            service.SetVoucherAsync(db, claim.Number, claim.Id == first.Id ? "记-12" : "记 － １２", day, FundBench.Finance));
        async Task<string> RefusedAsync(DateOnly day) => (await Assert.ThrowsAsync<Refusal>(() => SetAsync(first, day))).Message;
        Assert.Contains("早于财务审批", await RefusedAsync(bench.Today.AddDays(-1)));
        Assert.Contains("晚于今天", await RefusedAsync(bench.Today.AddDays(1)));

        await SetAsync(first, bench.Today);
        await TakenAsync(bench, first, ClaimWorkflow.Pay, FundBench.Finance);
        // One voucher for two claims is confirmed with a reason.
        await SetAsync(second, bench.Today);
        var outcome = await bench.TakeAsync(Claim.RecordType, second.Id, ClaimWorkflow.Pay, FundBench.Finance);
        Assert.Contains(outcome.Findings, f => f is { Rule: PaymentRule.VoucherTwice, Severity: Severity.Review } && f.Sentence.Contains(first.Number));

        // The month was closed after the voucher was written down: the step looks again.
        await bench.Database.WriteAsync(s => s.ExecuteAsync("""
            INSERT INTO reconciliation_month (month, state, ledger_name, claims_name, ledger_hash, claims_hash, window_days) VALUES (@Month, 'closed', '', '', '', '', 45)
            """, new { Month = $"{bench.Today:yyyy-MM}" }));
        outcome = await bench.TakeAsync(Claim.RecordType, second.Id, ClaimWorkflow.Pay, FundBench.Finance, "一张凭证付两张单");
        Assert.Contains(outcome.Findings, f => f is { Rule: PaymentRule.MonthClosed, Severity: Severity.Block });
        Assert.Contains("已签字结账", (await Assert.ThrowsAsync<Refusal>(() => SetAsync(second, bench.Today))).Message);

        async Task<Claim> HandedAsync()
        {
            var claim = await bench.ClaimAsync(fund, FundBench.Book(line, 100));
            foreach (var (step, user) in new[] { (ClaimWorkflow.Check, FundBench.Clerk), (ClaimWorkflow.UnitApprove, FundBench.Leader), (ClaimWorkflow.FinanceApprove, FundBench.Finance), (ClaimWorkflow.Hand, FundBench.Finance) })
            {
                await TakenAsync(bench, claim, step, user);
            }
            return claim;
        }
    }

    [Theory, BothDatabases]
    public async Task A_lecture_in_one_claim_and_a_consultation_in_another_for_the_same_half_day_are_seen(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var lecture = FundBench.Lecture(await bench.LineAsync(fund, 5000, "19(4)", "专家授课劳务费"), 100);
        var first = await bench.ClaimAsync(fund, lecture);
        await TakenAsync(bench, first, ClaimWorkflow.Check, FundBench.Clerk);
        var other = await bench.ClaimAsync(fund, lecture with { FundLineId = await bench.LineAsync(fund, 5000, "19(2)", "专家咨询费"), Kind = LineKind.Consultation, Description = "课程体系评审专家咨询费", Payee = "李 教授" });
        var outcome = await bench.TakeAsync(Claim.RecordType, other.Id, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.Contains(outcome.Findings, f => f.Rule == ExpertFeeRule.SameHalfDay && f.Sentence.Contains(first.Number));
        Assert.Contains((await bench.TakeAsync(Claim.RecordType, other.Id, ClaimWorkflow.UnitApprove, FundBench.Leader)).Findings, f => f is { Rule: ExpertFeeRule.SameHalfDay, Severity: Severity.Review });
    }

    [Theory, BothDatabases]
    public async Task A_version_takes_effect_by_differences_and_one_made_before_a_transfer_is_stopped(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var first = await DraftAsync(bench, fund, ("19(4)|专家差旅费", "1000"), ("19(4)|专家食宿费", "500"));
        await BudgetTakenAsync(bench, first, BudgetWorkflow.Submit, FundBench.Finance);
        await BudgetTakenAsync(bench, first, BudgetWorkflow.Approve, FundBench.Leader);
        var lines = await bench.Database.ReadAsync(db => FundLineRepository.OfFundAsync(db, fund.Id));
        var second = await DraftAsync(bench, fund, ("19(4)|专家差旅费", "800"));

        var move = await bench.WriteAsync<MoveService, FundMove>((moves, db) => moves.AskAsync(db,
            new MoveRequest(MoveKind.Transfer, lines[0].Id, lines[1].Id, Money.FromYuan(50), "场次增加"), FundBench.Finance));
        Assert.False((await bench.TakeAsync(FundMove.RecordType, move.Id, MoveWorkflow.Approve, new TestUser(2, CEBase.Funds.Permissions.BudgetApprove))).Taken);
        Assert.True((await bench.TakeAsync(FundMove.RecordType, move.Id, MoveWorkflow.Approve, FundBench.Leader)).Taken);
        Assert.Contains((await bench.TakeAsync(Budget.RecordType, second.Id, BudgetWorkflow.Submit, FundBench.Finance)).Findings, f => f.Rule == BudgetRule.Stale);

        await bench.WriteAsync<BudgetService>((budgets, db) => budgets.RefreshAsync(db, second.Id, FundBench.Finance));
        await BudgetTakenAsync(bench, second, BudgetWorkflow.Submit, FundBench.Finance);
        await BudgetTakenAsync(bench, second, BudgetWorkflow.Approve, FundBench.Leader);
        Assert.Equal(["superseded", "approved"], await bench.Database.ReadAsync(db => db.QueryAsync<string>("SELECT state FROM budget ORDER BY id")));
        Assert.Equal(Money.FromYuan(1500), (await bench.Database.ReadAsync(db => FundLineRepository.OfFundAsync(db, fund.Id))).Aggregate(Money.Zero, (sum, l) => sum + l.Planned));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task What_is_left_is_carried_to_the_next_year_once(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 300);
        var request = new MoveRequest(MoveKind.CarryOver, line, null, Money.FromYuan(300), "跨年实施") { RequestKey = "k" };
        var move = await bench.WriteAsync<MoveService, FundMove>((moves, db) => moves.AskAsync(db, request, FundBench.Finance));
        Assert.Equal(move.Id, (await bench.WriteAsync<MoveService, FundMove>((moves, db) => moves.AskAsync(db, request, FundBench.Finance))).Id);
        Assert.True((await bench.TakeAsync(FundMove.RecordType, move.Id, MoveWorkflow.Approve, FundBench.Leader)).Taken);
        Assert.Equal((Money.Zero, Money.FromYuan(300)), ((await bench.LineAsync(line)).Planned, (await bench.LineAsync(move.ToLine!.Value)).Remaining));
        Assert.Equal(2027, (await bench.LineAsync(move.ToLine!.Value)).Year);
        await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync<MoveService, FundMove>((moves, db) => moves.AskAsync(db, request with { RequestKey = "l" }, FundBench.Finance)));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Fact]
    public async Task A_submitted_claim_is_changed_by_nobody_and_a_strangers_by_no_stranger()
    {
        await using var bench = await FundBench.StartAsync(DatabaseKind.Sqlite);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 1000);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(line, 100));
        var stranger = new TestUser(77, CEBase.Funds.Permissions.ClaimsManage);
        Assert.Equal("not_allowed", (await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync<ClaimService, long>((s, db) => s.SaveLineAsync(db, claim.Number, null, FundBench.Book(line, 1), stranger)))).Code);
        await TakenAsync(bench, claim, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.Equal("claim_fixed", (await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync<ClaimService, long>((s, db) => s.SaveLineAsync(db, claim.Number, null, FundBench.Book(line, 1), FundBench.Clerk)))).Code);
    }

    private static async Task TakenAsync(FundBench bench, Claim claim, string step, CEBase.Platform.Security.ICurrentUser user, string? comment = null)
    {
        var outcome = await bench.TakeAsync(Claim.RecordType, claim.Id, step, user, comment);
        Assert.True(outcome.Taken, $"{step}: {outcome.Refusal} {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
    }

    private static async Task BudgetTakenAsync(FundBench bench, Budget budget, string step, CEBase.Platform.Security.ICurrentUser user)
    {
        var outcome = await bench.TakeAsync(Budget.RecordType, budget.Id, step, user);
        Assert.True(outcome.Taken, $"{step}: {outcome.Refusal} {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
    }

    private static Task<Budget> DraftAsync(FundBench bench, Fund fund, params (string Choice, string Amount)[] items) => bench.WriteAsync<BudgetService, Budget>(async (service, db) =>
    {
        var budget = await service.DraftAsync(db, new BudgetDraft(fund.Id, 2026, 2026, "预算", ""), FundBench.Finance);
        foreach (var (choice, amount) in items)
        {
            await service.SetItemAsync(db, budget.Id, 2026, choice, null, amount, FundBench.Finance);
        }
        return budget;
    });
}
