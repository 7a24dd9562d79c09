using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.LectureFees;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;
using CEBase.Instructors.BankCards;
using CEBase.Instructors.Registry;
using CEBase.Tests.Learning;
using FundRights = CEBase.Funds.Permissions;

namespace CEBase.Tests.Funds.LectureFees;

/// <summary>Payment lists on both databases: computed from confirmed sessions, approved by a second person, frozen, paid once.</summary>
public sealed class LectureFeeListTests
{
    private static readonly ICurrentUser Maker = new TestUser(1, FundRights.ClaimsView, FundRights.ClaimsManage, FundRights.LectureFees, FundRights.View, CEBase.Catalogue.Permissions.Manage);
    private static readonly ICurrentUser Leader = new TestUser(3, FundRights.View, FundRights.ClaimsUnitApprove, FundRights.ClaimsView);

    private static Task<long> TeacherAsync(FundBench bench) => bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT id FROM instructor WHERE number = 'T900'"));

    private static async Task<string> ClassNoAsync(FundBench bench, SampleClass sample) =>
        (await bench.Database.ReadAsync(s => s.FirstAsync<string>("SELECT class_no FROM training_class WHERE id = @Id", new { sample.Id })))!;

    private static async Task<long> TaughtAsync(FundBench bench, SampleClass sample, string day = "2026-03-02", string from = "08:30", string until = "11:50", int tenths = 40, bool confirmed = true)
    {
        var teacher = await TeacherAsync(bench);
        return await bench.Database.WriteAsync(async s =>
        {
            var id = await s.InsertAsync("""
                INSERT INTO class_session (class_id, day, starts_at, ends_at, hours, topic, room, instructor_id) VALUES (@Id, @day, @from, @until, @tenths, '工艺', '101', @teacher)
                """, new { sample.Id, day, from, until, tenths, teacher });
            await s.ExecuteAsync("INSERT INTO session_register (session_id, class_id, state) VALUES (@id, @ClassId, @State)", new { id, ClassId = sample.Id, State = confirmed ? "confirmed" : "open" });
            return id;
        });
    }

    private static async Task<FeeList> CreateAsync(FundBench bench, SampleClass sample, string? key = null)
    {
        var no = await ClassNoAsync(bench, sample);
        return await bench.WriteAsync<LectureFeeService, FeeList>((desk, db) => desk.CreateAsync(db, no, key, Maker));
    }

    private static Task<IReadOnlyList<FeeLine>> LinesAsync(FundBench bench, FeeList list) => bench.Database.ReadAsync(s => FeeLineRepository.OfAsync(s, list.Id));

    private static async Task TakenAsync(FundBench bench, FeeList list, string step, ICurrentUser user, string? comment = null)
    {
        var outcome = await bench.TakeAsync(FeeList.RecordType, list.Id, step, user, comment);
        Assert.True(outcome.Taken, $"{step}: {outcome.Refusal} {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
    }

    private static Task CardAsync(FundBench bench) => bench.WriteAsync<BankCardService>(async (desk, db) => await desk.RecordAsync(db, new BankCard
    {
        InstructorId = await db.ScalarAsync<long>("SELECT id FROM instructor WHERE number = 'T900'"), Bank = "示例银行", Purpose = "发放讲课费", ConsentedOn = new DateOnly(2026, 1, 5), ConsentForm = "同意书",
    }, "6200000000000000001", isChecked: true, agreed: true, Maker));

    [Theory, BothDatabases]
    public async Task A_list_holds_confirmed_sessions_only_and_pays_parallel_classes_once(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var (one, two) = (await SampleClass.MakeAsync(bench.Bench), await SampleClass.MakeAsync(bench.Bench));
        await TaughtAsync(bench, one);
        await TaughtAsync(bench, one, from: "14:00", until: "17:20", confirmed: false);
        await TaughtAsync(bench, two);
        var first = Assert.Single(await LinesAsync(bench, await CreateAsync(bench, one)));
        Assert.Equal((Money.FromYuan(4000), Money.FromYuan(4761.90m)), (first.Net, first.Gross));
        var parallel = Assert.Single(await LinesAsync(bench, await CreateAsync(bench, two)));
        Assert.Equal((StudyHours.FromHours(4), StudyHours.Zero, Money.Zero), (parallel.Taught, parallel.Hours, parallel.Net));
        Assert.Contains("同时上课", parallel.Note);
        Assert.Equal("nothing_due", (await Assert.ThrowsAsync<Refusal>(() => CreateAsync(bench, one))).Code);
    }

    [Theory, BothDatabases]
    public async Task The_list_becomes_a_claim_that_the_rules_pass_and_a_second_person_approves_it(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var line = await bench.LineAsync(await bench.FundAsync(FundKind.Grant), 50_000, "19(4)", "专家授课劳务费");
        var sample = await SampleClass.MakeAsync(bench.Bench);
        await TaughtAsync(bench, sample);
        await TaughtAsync(bench, sample, day: "2026-03-03");
        var list = await CreateAsync(bench, sample, "key");
        Assert.Equal(list.Id, (await CreateAsync(bench, sample, "key")).Id);
        await TakenAsync(bench, list, FeeListWorkflow.Check, Maker);
        var both = new TestUser(1, FundRights.View, FundRights.ClaimsUnitApprove, CEBase.Catalogue.Permissions.Manage);
        Assert.False((await bench.TakeAsync(FeeList.RecordType, list.Id, FeeListWorkflow.Confirm, both, "自己批")).Taken);
        await TakenAsync(bench, list, FeeListWorkflow.Confirm, Leader);
        var stopped = await bench.TakeAsync(FeeList.RecordType, list.Id, FeeListWorkflow.Hand, Maker);
        Assert.Equal([FeeBudgetRule.NoBudget, CardRule.NoCard], stopped.Findings.Where(f => f.Severity == Severity.Block).Select(f => f.Rule).Order());
        await CardAsync(bench);
        await bench.WriteAsync<FeeListService>((desk, db) => desk.SetBudgetAsync(db, list.Number, line, Maker));
        await TakenAsync(bench, list, FeeListWorkflow.Hand, Maker);

        list = (await bench.Database.ReadAsync(s => FeeListRepository.FindAsync(s, list.Id)))!;
        var claim = (await bench.Database.ReadAsync(s => ClaimRepository.FindAsync(s, list.ClaimId!.Value)))!;
        Assert.Equal((Money.FromYuan(8000), Money.FromYuan(9523.81m)), (list.Net, claim.Total));
        var verdict = await bench.WriteAsync<ClaimEvaluator, ClaimVerdict>((judge, db) => judge.JudgeAsync(db, claim));
        Assert.DoesNotContain(verdict.ByLine.Values.SelectMany(f => f), f => f.Rule.StartsWith("standard.", StringComparison.Ordinal) || f.Severity == Severity.Block);
        // The claim's lines are the approved list's: they are changed there and not here.
        var made = (await bench.Database.ReadAsync(s => ClaimLineRepository.OfClaimAsync(s, claim.Id)))[0];
        var details = FundBench.Lecture(line, 100);
        foreach (var change in new Func<ClaimService, DbScope, Task>[]
        {
            (service, db) => service.SaveLineAsync(db, claim.Number, made.Id, details, Maker), (service, db) => service.SaveLineAsync(db, claim.Number, null, details, Maker),
            (service, db) => service.RemoveLineAsync(db, claim.Number, made.Id, Maker),
        })
        {
            var refused = await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync(change));
            Assert.Equal(("line_of_list", true), (refused.Code, refused.Message.Contains(list.Number)));
        }
        Assert.False((await bench.TakeAsync(FeeList.RecordType, list.Id, FeeListWorkflow.TakeBack, Maker, "重做")).Taken);
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Cancel, Maker, "科目有误")).Taken);
        await TakenAsync(bench, list, FeeListWorkflow.TakeBack, Maker, "换科目重报");
    }

    [Theory, BothDatabases]
    public async Task An_approved_list_stays_what_it_was_whatever_happens_to_timetable_titles_and_standards(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var sample = await SampleClass.MakeAsync(bench.Bench);
        var taught = await TaughtAsync(bench, sample);
        var list = await CreateAsync(bench, sample);
        await TakenAsync(bench, list, FeeListWorkflow.Check, Maker);
        await TakenAsync(bench, list, FeeListWorkflow.Confirm, Leader);
        var before = await LinesAsync(bench, list);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE class_session SET hours = 20, ends_at = '10:00' WHERE id = @taught", new { taught }));
        await bench.WriteAsync<InstructorService>(async (service, db) => await service.UpdateAsync(db, await new InstructorRepository().GetAsync(db, "T900") with { Title = "副教授" }, Maker, new DateOnly(2025, 1, 1)));
        Assert.Equal(before, await LinesAsync(bench, list));
        var stored = (await bench.Database.ReadAsync(s => FeeListRepository.FindAsync(s, list.Id)))!;
        Assert.Equal(FreshListRule.Hash(before), stored.Snapshot);
        Assert.Equal("list_fixed", (await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync<LectureFeeService>((desk, db) => desk.RecomputeAsync(db, list.Number, Maker)))).Code);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE fee_line SET rate = rate + 100, net = net + 400, gross = gross + 400 WHERE list_id = @Id", new { list.Id }));
        Assert.Contains((await bench.TakeAsync(FeeList.RecordType, list.Id, FeeListWorkflow.Hand, Maker)).Findings, f => f.Rule == FeeBudgetRule.Changed);
    }

    [Theory, BothDatabases]
    public async Task A_list_that_no_longer_is_what_would_be_computed_is_not_approved(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var sample = await SampleClass.MakeAsync(bench.Bench);
        var taught = await TaughtAsync(bench, sample);
        var list = await CreateAsync(bench, sample);
        await TakenAsync(bench, list, FeeListWorkflow.Check, Maker);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE session_register SET state = 'open' WHERE session_id = @taught", new { taught }));
        Assert.Contains((await bench.TakeAsync(FeeList.RecordType, list.Id, FeeListWorkflow.Confirm, Leader)).Findings, f => f.Rule == FreshListRule.Stale);
        await TakenAsync(bench, list, FeeListWorkflow.Return, Leader, "课次撤回了确认");
        await bench.WriteAsync<LectureFeeService>((desk, db) => desk.RecomputeAsync(db, list.Number, Maker));
        Assert.Empty(await LinesAsync(bench, list));
    }

    [Theory, BothDatabases]
    public async Task The_second_list_of_a_month_bears_the_tax_of_both_and_rates_go_down_but_not_above_the_cap(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var (one, two) = (await SampleClass.MakeAsync(bench.Bench), await SampleClass.MakeAsync(bench.Bench));
        await TaughtAsync(bench, one);
        await TaughtAsync(bench, two, day: "2026-03-20");
        var first = await CreateAsync(bench, one);
        Task RateAsync(FeeList list, FeeLine line, string rate) => bench.WriteAsync<LectureFeeService>((desk, db) => desk.ChooseAsync(db, list.Number, line.Id, new FeeChoice(rate, false, null), Maker));
        await RateAsync(first, (await LinesAsync(bench, first)).Single(), "1000.01");
        Assert.Contains((await bench.TakeAsync(FeeList.RecordType, first.Id, FeeListWorkflow.Check, Maker)).Findings, f => f is { Rule: FeeListRule.Over, Severity: Severity.Block });
        await RateAsync(first, (await LinesAsync(bench, first)).Single(), "500");
        Assert.Equal(Money.FromYuan(2300), (await LinesAsync(bench, first)).Single().Gross);
        await TakenAsync(bench, first, FeeListWorkflow.Check, Maker);
        await TakenAsync(bench, first, FeeListWorkflow.Confirm, Leader);
        var second = await CreateAsync(bench, two);
        await RateAsync(second, (await LinesAsync(bench, second)).Single(), "500");
        Assert.Equal(Money.FromYuan(2461.90m), (await LinesAsync(bench, second)).Single().Gross);
    }

    [Theory, BothDatabases]
    public async Task Two_drafts_of_one_half_day_pay_it_once_and_the_one_that_stays_takes_over_what_the_other_gives_back(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var (one, two) = (await SampleClass.MakeAsync(bench.Bench), await SampleClass.MakeAsync(bench.Bench));
        await TaughtAsync(bench, one);
        await TaughtAsync(bench, two);
        var (first, second) = (await CreateAsync(bench, one), await CreateAsync(bench, two));
        foreach (var list in new[] { first, second, second, first })
        {
            await bench.WriteAsync<LectureFeeService>((desk, db) => desk.RecomputeAsync(db, list.Number, Maker));
            Assert.Equal((StudyHours.FromHours(4), StudyHours.Zero), ((await LinesAsync(bench, first)).Single().Hours, (await LinesAsync(bench, second)).Single().Hours));
        }
        await TakenAsync(bench, second, FeeListWorkflow.Check, Maker);
        await TakenAsync(bench, second, FeeListWorkflow.Confirm, Leader, "并班，不另计");
        Assert.Contains((await bench.TakeAsync(FeeList.RecordType, first.Id, FeeListWorkflow.Cancel, Maker, "重做")).Findings, f => f is { Rule: SharedHoursRule.CountedOn, Severity: Severity.Block });
        await TakenAsync(bench, second, FeeListWorkflow.Return, Leader, "另一张表要作废");
        await TakenAsync(bench, first, FeeListWorkflow.Cancel, Maker, "重做");
        Assert.Equal((StudyHours.FromHours(4), Money.FromYuan(4000)), (await LinesAsync(bench, second)).Single() is var line ? (line.Hours, line.Net) : default);
        Assert.Equal(StudyHours.Zero, (await LinesAsync(bench, await CreateAsync(bench, one))).Single().Hours);
    }

    [Theory, BothDatabases]
    public async Task The_tax_is_that_of_the_month_of_payment_whatever_month_was_taught_in(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var (one, two) = (await SampleClass.MakeAsync(bench.Bench), await SampleClass.MakeAsync(bench.Bench));
        await TaughtAsync(bench, one, day: "2026-02-25", until: "10:00", tenths: 20);
        await TaughtAsync(bench, two, day: "2026-03-10", until: "10:00", tenths: 20);
        var first = await CreateAsync(bench, one);
        Assert.Equal(Money.FromYuan(2300), (await LinesAsync(bench, first)).Single().Gross);
        await TakenAsync(bench, first, FeeListWorkflow.Check, Maker);
        await TakenAsync(bench, first, FeeListWorkflow.Confirm, Leader);
        Assert.Equal(new DateOnly(2026, 3, 1), (await bench.Database.ReadAsync(s => FeeListRepository.FindAsync(s, first.Id)))!.PayMonth);
        var second = await CreateAsync(bench, two);
        Assert.Equal(Money.FromYuan(2461.90m), (await LinesAsync(bench, second)).Single().Gross);
        Task MonthAsync(string? month) => bench.WriteAsync<FeeListService>((desk, db) => desk.SetMonthAsync(db, second.Number, month, Maker));
        Assert.Equal("pay_month", (await Assert.ThrowsAsync<Refusal>(() => MonthAsync("2026-02"))).Code);
        Assert.Equal("pay_month", (await Assert.ThrowsAsync<Refusal>(() => MonthAsync("下个月"))).Code);
        await MonthAsync("2026-04");
        Assert.Equal(Money.FromYuan(2300), (await LinesAsync(bench, second)).Single().Gross);
        await MonthAsync(null);
        Assert.Equal(Money.FromYuan(2461.90m), (await LinesAsync(bench, second)).Single().Gross);
    }

    [Theory, BothDatabases]
    public async Task A_list_that_comes_to_be_paid_in_a_later_month_stops_before_the_money_goes_when_the_tax_is_another(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var budget = await bench.LineAsync(await bench.FundAsync(FundKind.Income), 50_000, "19(4)", "专家授课劳务费");
        var (one, two) = (await SampleClass.MakeAsync(bench.Bench), await SampleClass.MakeAsync(bench.Bench));
        await TaughtAsync(bench, one, until: "10:00", tenths: 20);
        await TaughtAsync(bench, two, day: "2026-03-10", until: "10:00", tenths: 20);
        await CardAsync(bench);
        async Task<FeeList> HandedAsync(SampleClass sample)
        {
            var list = await CreateAsync(bench, sample);
            await TakenAsync(bench, list, FeeListWorkflow.Check, Maker);
            await TakenAsync(bench, list, FeeListWorkflow.Confirm, Leader);
            await bench.WriteAsync<FeeListService>((desk, db) => desk.SetBudgetAsync(db, list.Number, budget, Maker));
            await TakenAsync(bench, list, FeeListWorkflow.Hand, Maker);
            return (await bench.Database.ReadAsync(s => FeeListRepository.FindAsync(s, list.Id)))!;
        }
        var (first, second) = (await HandedAsync(one), await HandedAsync(two));
        Assert.Equal(Money.FromYuan(4761.90m), first.Gross + second.Gross);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE claim SET paid_on = '2026-03-20', state = 'paid' WHERE id = @ClaimId", new { first.ClaimId }));
        async Task<IReadOnlyList<Finding>> SaysAsync(bool isPaid = false) => await bench.WriteAsync<FeeMonths, IReadOnlyList<Finding>>(async (months, db) =>
            (await FeeListRepository.FindAsync(db, second.Id))! is var list ? await months.CheckAsync(db, list, list.MonthOn(bench.Bench.Clock.GetUtcNow().ChinaDay()), isPaid) : []);
        Assert.Empty(await SaysAsync());
        bench.Bench.Clock.Set(new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.FromHours(8)));
        Assert.Equal((PayMonthRule.Changed, Severity.Block), Assert.Single(await SaysAsync()) is var stop ? (stop.Rule, stop.Severity) : default);
        var claim = second.ClaimId!.Value;
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim, ClaimWorkflow.Check, Maker)).Taken);
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim, ClaimWorkflow.UnitApprove, Leader, "已核对")).Taken);
        Assert.Contains((await bench.TakeAsync(Claim.RecordType, claim, ClaimWorkflow.FinanceApprove, FundBench.Finance, "已核对")).Findings, f => f is { Rule: PayMonthRule.Changed, Severity: Severity.Block });
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE claim SET paid_on = '2026-04-01' WHERE id = @claim", new { claim }));
        Assert.Equal(Severity.Review, Assert.Single(await SaysAsync(isPaid: true)).Severity);
    }

    [Theory, BothDatabases]
    public async Task Only_budget_lines_whose_use_permits_the_fee_are_offered_and_taken(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var (equipment, lectures) = (await bench.LineAsync(fund, 50_000, "19(1)", "设施设备购置"), await bench.LineAsync(fund, 50_000, "19(4)", "专家授课劳务费"));
        var sample = await SampleClass.MakeAsync(bench.Bench);
        await TaughtAsync(bench, sample);
        var list = await CreateAsync(bench, sample);
        Assert.Equal([lectures], (await bench.WriteAsync<FeeListService, IReadOnlyList<FundLine>>((desk, db) => desk.BudgetsAsync(db, list))).Select(l => l.Id));
        Assert.Equal("line_unknown", (await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync<FeeListService>((desk, db) => desk.SetBudgetAsync(db, list.Number, equipment, Maker)))).Code);
    }

    [Fact]
    public async Task With_the_key_off_the_harness_catches_a_session_listed_twice()
    {
        await using var bench = await FundBench.StartAsync(DatabaseKind.PostgreSql);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("CREATE TABLE naive_listed (session_id bigint NOT NULL)"));
        await UnguardedRace.RunAsync(bench.Database,
            s => s.ScalarAsync<long>("SELECT count(*) FROM naive_listed"),
            (s, listed) => listed == 0 ? s.ExecuteAsync("INSERT INTO naive_listed (session_id) VALUES (1)") : Task.CompletedTask);
        Assert.True(await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM naive_listed")) > 1, "The race was not seen.");
    }

    [Theory, BothDatabases]
    public async Task Of_many_lists_made_at_once_exactly_one_gets_the_session(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        await using var node = bench.SecondNode();
        var sample = await SampleClass.MakeAsync(bench.Bench);
        var taught = await TaughtAsync(bench, sample);
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            try
            {
                await CreateAsync(i % 2 == 0 ? bench : node, sample);
                return true;
            }
            catch (Refusal refused)
            {
                Assert.Contains(refused.Code, new[] { "nothing_due", "session_listed" });
                return false;
            }
        })));
        Assert.Single(made, m => m);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => bench.Database.WriteAsync(s => s.ExecuteAsync("""
            INSERT INTO fee_session (session_id, list_id, instructor_id, class_no, day, starts_at, ends_at, hours, topic)
            SELECT session_id, list_id, instructor_id, class_no, day, starts_at, ends_at, hours, topic FROM fee_session WHERE session_id = @taught
            """, new { taught })));
    }
}
