using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;
using CEBase.Funds.Standards;
using CEBase.Tests.Learning;

namespace CEBase.Tests.Funds;

/// <summary>What a claim is judged by besides its own lines: sessions that were held, other claims, the registry of instructors. On both databases.</summary>
public sealed class ClaimAcrossTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static Task<ClaimVerdict> JudgeAsync(FundBench bench, Claim claim) => bench.WriteAsync<ClaimEvaluator, ClaimVerdict>((judge, db) => judge.JudgeAsync(db, claim));

    private static async Task<Finding?> SaidAsync(FundBench bench, Fund fund, string rule, params LineDetails[] lines) =>
        (await JudgeAsync(bench, await bench.ClaimAsync(fund, lines))).ByLine.Values.SelectMany(f => f).FirstOrDefault(f => f.Rule == rule);

    private static async Task HandedInAsync(FundBench bench, Fund fund, params LineDetails[] lines)
    {
        var claim = await bench.ClaimAsync(fund, lines);
        var outcome = await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.True(outcome.Taken, string.Join(' ', outcome.Findings.Select(f => f.Sentence)));
    }

    [Theory, BothDatabases]
    public async Task A_lecture_typed_by_hand_needs_a_confirmed_session_of_as_many_hours(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var sample = await SampleClass.MakeAsync(bench.Bench);
        var no = (await bench.Database.ReadAsync(s => s.FirstAsync<string>("SELECT class_no FROM training_class WHERE id = @Id", new { sample.Id })))!;
        var fund = await bench.FundAsync(FundKind.Grant);
        var lecture = FundBench.Lecture(await bench.LineAsync(fund, 50_000, "19(4)", "专家授课劳务费"), 600) with { ClassNo = no, Task = "", FromDay = Day, HalfDay = HalfDay.Morning };
        Assert.Equal(Severity.Block, (await SaidAsync(bench, fund, TaughtRule.NoSession, lecture))?.Severity);

        var held = await bench.Database.WriteAsync(async s =>
        {
            var id = await s.InsertAsync("""
                INSERT INTO class_session (class_id, day, starts_at, ends_at, hours, topic, room, instructor_id)
                VALUES (@Id, @Day, '08:30', '11:00', 30, '工艺', '101', (SELECT id FROM instructor WHERE number = 'T900'))
                """, new { sample.Id, Day });
            await s.ExecuteAsync("INSERT INTO session_register (session_id, class_id, state) VALUES (@id, @ClassId, 'open')", new { id, ClassId = sample.Id });
            return id;
        });
        Assert.NotNull(await SaidAsync(bench, fund, TaughtRule.NoSession, lecture));
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE session_register SET state = 'confirmed' WHERE session_id = @held", new { held }));
        Assert.Null(await SaidAsync(bench, fund, TaughtRule.NoSession, lecture));
        Assert.Contains("共 3 学时，本行按 4 学时报销，多出 1 学时", (await SaidAsync(bench, fund, TaughtRule.FewerHours, lecture))?.Sentence);
        Assert.Null(await SaidAsync(bench, fund, TaughtRule.FewerHours, lecture with { Measures = new LineMeasures { Hours = StudyHours.FromHours(3) } }));
        Assert.NotNull(await SaidAsync(bench, fund, TaughtRule.NoSession, lecture with { HalfDay = HalfDay.Afternoon }));
        Assert.NotNull(await SaidAsync(bench, fund, TaughtRule.NoSession, lecture with { Payee = "别的老师" }));
    }

    [Theory, BothDatabases]
    public async Task Fees_are_compared_with_every_claim_that_is_handed_in_and_with_no_strangers_draft(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 50_000, "19(2)", "专家咨询费");
        LineDetails Consultation(int day, decimal yuan = 1500) => FundBench.Lecture(line, yuan) with
        {
            Kind = LineKind.Consultation, Description = "课程体系评审专家咨询费", Unit = "人天", FromDay = Day.AddDays(day), HalfDay = HalfDay.Whole,
        };
        await bench.ClaimAsync(fund, Consultation(0));
        Assert.Null(await SaidAsync(bench, fund, RepeatedFeeRule.Twice, Consultation(0)));
        await HandedInAsync(bench, fund, Consultation(0), Consultation(1));
        Assert.Equal(Severity.Block, (await SaidAsync(bench, fund, RepeatedFeeRule.Twice, Consultation(0)))?.Severity);
        Assert.Null(await SaidAsync(bench, fund, RepeatedFeeRule.Twice, Consultation(2)));

        // The third day in a second claim is the third day.
        Assert.Contains("第 3 天起按 50%", (await SaidAsync(bench, fund, ConsultationRule.Over, Consultation(2, 2400)))?.Sentence);
        Assert.Null(await SaidAsync(bench, fund, ConsultationRule.Over, Consultation(2, 1200)));

        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE claim SET state = 'cancelled' WHERE state = 'checked'"));
        Assert.Null(await SaidAsync(bench, fund, RepeatedFeeRule.Twice, Consultation(0)));
        Assert.Null(await SaidAsync(bench, fund, ConsultationRule.Over, Consultation(2, 2400)));
    }

    [Theory, BothDatabases]
    public async Task A_purchase_split_over_two_claims_of_a_year_needs_its_contract(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 50_000);
        async Task<bool> AsksAsync(LineDetails details) =>
            (await JudgeAsync(bench, await bench.ClaimAsync(fund, "", ["invoice"], details))).Papers.Any(p => p.Paper.Code == "contract");
        Assert.False(await AsksAsync(FundBench.Book(line, 6000)));
        await HandedInAsync(bench, fund, FundBench.Book(line, 6000));
        Assert.True(await AsksAsync(FundBench.Book(line, 6000)));
        Assert.False(await AsksAsync(FundBench.Book(line, 3999.99m)));
        Assert.False(await AsksAsync(FundBench.Book(line, 6000) with { Payee = "另一家" }));
    }

    [Theory, BothDatabases]
    public async Task Who_the_registry_has_in_house_is_own_staff_without_an_account_or_a_tick(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var labour = FundBench.Lecture(await bench.LineAsync(fund, 5000, "19(4)", "专家授课劳务费"), 600) with { Kind = LineKind.Labour, Description = "考试监考劳务费", IsOwnStaff = false };
        Assert.Null(await SaidAsync(bench, fund, OwnStaffRule.Id, labour));
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE instructor SET relation = 'InHouse' WHERE number = 'T900'"));
        Assert.Equal(Severity.Review, (await SaidAsync(bench, fund, OwnStaffRule.Id, labour))?.Severity);
        Assert.NotNull(await SaidAsync(bench, fund, OwnStaffRule.Id, labour with { Kind = LineKind.Service, Description = "课程建设会议费" }));
        Assert.Null(await SaidAsync(bench, fund, OwnStaffRule.Id, labour with { Kind = LineKind.Travel, Description = "高铁票" }));
    }

    [Theory, BothDatabases]
    public async Task A_lecture_fee_under_another_name_a_future_day_and_a_task_of_no_meaning_stop_the_hand_in(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant, 1_000_000);
        var hidden = FundBench.Lecture(await bench.LineAsync(fund, 200_000, "19(4)", "专家授课劳务费"), 120_000) with { Kind = LineKind.Other, Description = "讲课费", Unit = "项" };
        Assert.Equal(Severity.Block, (await SaidAsync(bench, fund, KindRule.Contradicts, hidden))?.Severity);
        var book = FundBench.Book(await bench.LineAsync(fund, 5000), 100);
        Assert.Null(await SaidAsync(bench, fund, FutureDayRule.Id, book with { FromDay = new DateOnly(2026, 3, 16) }));
        Assert.NotNull(await SaidAsync(bench, fund, FutureDayRule.Id, book with { FromDay = new DateOnly(2026, 3, 17) }));
        Assert.Equal(Severity.Block, (await SaidAsync(bench, fund, ServedRule.NotServed, book with { Task = "无" }))?.Severity);
        Assert.Equal(Severity.Review, (await SaidAsync(bench, fund, ServedRule.TaskUnknown, book with { Task = "P2026-901 没有立项" }))?.Severity);
        Assert.Null(await SaidAsync(bench, fund, ServedRule.TaskUnknown, book with { Task = "jx-2026-900" }));
        var nothing = await bench.ClaimAsync(fund, "", [], hidden with { Description = "杂项", UnitPrice = "100", Amount = "100" });
        Assert.Contains((await JudgeAsync(bench, nothing)).Papers, p => p.Paper.Code == "proof" && p is { IsMissing: true, Severity: Severity.Block });
    }

    [Theory, BothDatabases]
    public async Task A_lump_sum_of_travel_at_its_cap_with_its_papers_draws_no_objection(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000, "19(4)", "专家差旅费");
        var claim = await bench.ClaimAsync(fund, "", ["travel"], FundBench.Lecture(line, 540) with
        {
            Kind = LineKind.Travel, Description = "授课专家差旅伙食补助和市内交通补助", Quantity = "3", UnitPrice = "180", Unit = "天", FromDay = Day, UntilDay = Day.AddDays(2), HalfDay = HalfDay.Whole,
            Measures = new LineMeasures { Persons = 1, BoardDays = 0 },
        });
        Assert.Empty((await JudgeAsync(bench, claim)).All.Where(f => f.Severity != Severity.Note).Select(f => f.Sentence));
    }
}
