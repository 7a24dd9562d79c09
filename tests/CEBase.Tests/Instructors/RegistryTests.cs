using CEBase.Instructors;
using CEBase.Instructors.Adjustment;
using CEBase.Instructors.BankCards;
using CEBase.Instructors.Clearances;
using CEBase.Instructors.Evidence;
using CEBase.Instructors.Overview;
using CEBase.Instructors.Registry;
using CEBase.Instructors.Titles;
using OfficeOpenXml;

namespace CEBase.Tests.Instructors;

/// <summary>The registry over both databases: who may decide what, and what is judged afterwards.</summary>
public sealed class RegistryTests
{
    private static readonly TestUser Clerk = new(1, CEBase.Instructors.Permissions.View, CEBase.Instructors.Permissions.Manage, CEBase.Instructors.Permissions.Approve);
    private static readonly TestUser Leader = new(2, CEBase.Instructors.Permissions.View, CEBase.Instructors.Permissions.Approve);

    private static async Task<(Bench Bench, long Id)> StartAsync(DatabaseKind kind, Func<Instructor, Instructor>? change = null)
    {
        var bench = await Bench.WithRecipesAsync(kind, "npu");
        var entry = new Instructor
        {
            Name = "寇长林", Employer = "西北工业大学", Education = "31", Degree = "", Title = "高级技师", Field = "智能制造", ExperienceYears = 28, Standing = Standing.Leader, StandingReason = "技能大师",
        };
        var number = await bench.RunAsync<InstructorService, string>(s => bench.Database.WriteAsync(db => s.CreateAsync(db, change?.Invoke(entry) ?? entry, null, Clerk)));
        return (bench, (await FindAsync(bench, number)).Id);
    }

    private static async Task<Instructor> FindAsync(Bench bench, string number = "T001") =>
        (await bench.RunAsync<InstructorRepository, Instructor?>(s => bench.Database.ReadAsync(db => s.FindAsync(db, number))))!;

    private static async Task<string[]> JudgeAsync(Bench bench, long id, DateOnly day) => [.. (await bench.RunAsync<IInstructorQualification, IReadOnlyDictionary<Lesson, IReadOnlyList<Finding>>>(
        q => bench.Database.ReadAsync(s => q.JudgeAsync(s, [new Lesson(id, day)])))).Values.Single().Where(f => f.Rule != "instructor.commitment-missing").Select(f => $"{f.Severity} {f.Rule}")];

    private static Task<StepOutcome> TakeAsync(Bench bench, string type, long id, string step, ICurrentUser user, string? comment = null) =>
        bench.RunAsync<WorkflowEngine, StepOutcome>(engine => engine.TakeAsync(new StepRequest(type, id, step) { Comment = comment }, user));

    [Theory, BothDatabases]
    public async Task An_exception_counts_only_once_a_second_person_has_approved_it_and_only_on_its_days(DatabaseKind kind)
    {
        var (bench, id) = await StartAsync(kind);
        await using var _ = bench;
        var today = bench.Clock.Today();
        Assert.Equal(["Block instructor.unqualified"], await JudgeAsync(bench, id, today));

        var paper = await bench.RunAsync<ClearanceService, long>(desk => bench.Database.WriteAsync(s => desk.CreateAsync(s,
            new Clearance { InstructorId = id, Kind = ClearanceKind.Exception, Grounds = "实操课需要能工巧匠", HoldsFrom = today, HoldsUntil = today.AddDays(30) }, null, "k1", Clerk)));
        Assert.Equal(paper, await bench.RunAsync<ClearanceService, long>(desk => bench.Database.WriteAsync(s => desk.CreateAsync(s,
            new Clearance { InstructorId = id, Kind = ClearanceKind.Exception, Grounds = "实操课需要能工巧匠", HoldsFrom = today, HoldsUntil = today.AddDays(30) }, null, "k1", Clerk))));
        const string type = "InstructorException";
        Assert.True((await TakeAsync(bench, type, paper, ClearanceWorkflow.Submit, Clerk)).Taken);
        Assert.Equal(["Block instructor.unqualified"], await JudgeAsync(bench, id, today));

        var own = await TakeAsync(bench, type, paper, ClearanceWorkflow.Approve, Clerk);
        Assert.Equal((false, ClearanceRule.SamePerson), (own.Taken, Assert.Single(own.Findings).Rule));
        Assert.True((await TakeAsync(bench, type, paper, ClearanceWorkflow.Approve, Leader)).Taken);
        Assert.Equal(["Note instructor.excepted"], await JudgeAsync(bench, id, today));
        Assert.Equal(["Note instructor.excepted"], await JudgeAsync(bench, id, today.AddDays(30)));
        Assert.Equal(["Block instructor.unqualified"], await JudgeAsync(bench, id, today.AddDays(31)));
        Assert.Equal(["Block instructor.unqualified"], await JudgeAsync(bench, id, today.AddDays(-1)));

        Assert.True((await TakeAsync(bench, type, paper, ClearanceWorkflow.Revoke, Leader, "不再需要")).Taken);
        Assert.Equal(["Block instructor.unqualified"], await JudgeAsync(bench, id, today));
    }

    [Theory, BothDatabases]
    public async Task A_review_is_submitted_only_with_its_papers(DatabaseKind kind)
    {
        var (bench, id) = await StartAsync(kind, i => i with { Relation = Relation.Outside, Education = "14" });
        await using var _ = bench;
        var today = bench.Clock.Today();
        var paper = await bench.RunAsync<ClearanceService, long>(desk => bench.Database.WriteAsync(s => desk.CreateAsync(s,
            new Clearance { InstructorId = id, Kind = ClearanceKind.Review, Grounds = "无异议", HoldsFrom = today, HoldsUntil = today.AddDays(300) }, null, null, Clerk)));
        var outcome = await TakeAsync(bench, "InstructorReview", paper, ClearanceWorkflow.Submit, Clerk);
        Assert.Equal([ClearanceRule.NoProof, ClearanceRule.NoBody], outcome.Findings.Select(f => f.Rule));
        Assert.Equal(["Block instructor.review-missing"], await JudgeAsync(bench, id, today));
        await Assert.ThrowsAsync<Refusal>(() => TakeAsync(bench, "InstructorException", paper, ClearanceWorkflow.Submit, Clerk));
    }

    [Theory, BothDatabases]
    public async Task A_low_rating_puts_on_the_review_list_and_an_approver_decides(DatabaseKind kind)
    {
        var (bench, id) = await StartAsync(kind, i => i with { Education = "14" });
        await using var _ = bench;
        var today = bench.Clock.Today();
        Task RateAsync(string classNo, int score) => bench.RunAsync<ConductService>(desk => bench.Database.WriteAsync(s => desk.RateAsync(s,
            new Rating { InstructorId = id, ClassNo = classNo, Score = score, Answers = 20, RatedOn = today }, Clerk)));
        await RateAsync("2026-001", 600);
        Assert.Equal(InstructorWorkflow.Active, (await FindAsync(bench)).State);
        await RateAsync("2026-002", 599);
        Assert.Equal((InstructorWorkflow.UnderReview, true), ((await FindAsync(bench)).State, (await FindAsync(bench)).IsActive));
        Assert.Equal(["Review instructor.under-review"], await JudgeAsync(bench, id, today));

        Assert.False((await TakeAsync(bench, "Instructor", id, InstructorWorkflow.Keep, Leader)).Taken);
        Assert.Equal("adjustment.improve-by", Assert.Single((await TakeAsync(bench, "Instructor", id, InstructorWorkflow.Improve, Leader, "备课不足")).Findings).Rule);
        Assert.True((await TakeAsync(bench, "Instructor", id, InstructorWorkflow.Stop, Leader, "连续偏低")).Taken);
        Assert.Equal((InstructorWorkflow.Stopped, false), ((await FindAsync(bench)).State, (await FindAsync(bench)).IsActive));
        Assert.Equal(["Block instructor.stopped"], await JudgeAsync(bench, id, today));
        Assert.True((await TakeAsync(bench, "Instructor", id, InstructorWorkflow.Resume, Leader, "经培训考核合格")).Taken);
        Assert.Empty(await JudgeAsync(bench, id, today));
    }

    [Theory, BothDatabases]
    public async Task An_incident_stops_teaching_until_it_is_closed_and_keeping_waits_for_it(DatabaseKind kind)
    {
        var (bench, id) = await StartAsync(kind, i => i with { Education = "14" });
        await using var _ = bench;
        var today = bench.Clock.Today();
        var incident = await bench.RunAsync<ConductService, long>(desk => bench.Database.WriteAsync(s => desk.ReportAsync(s,
            new Incident { InstructorId = id, Kind = "speech", HappenedOn = today, Description = "课堂发言不当" }, "k", Clerk)));
        Assert.Equal(["Block instructor.open-incident", "Review instructor.under-review"], await JudgeAsync(bench, id, today));
        Assert.Equal("adjustment.open-incident", Assert.Single((await TakeAsync(bench, "Instructor", id, InstructorWorkflow.Keep, Leader, "情节轻微")).Findings).Rule);
        Assert.False((await TakeAsync(bench, IncidentWorkflow.RecordType, incident, IncidentWorkflow.Close, Leader)).Taken);
        Assert.True((await TakeAsync(bench, IncidentWorkflow.RecordType, incident, IncidentWorkflow.Close, Leader, "批评教育")).Taken);
        Assert.True((await TakeAsync(bench, "Instructor", id, InstructorWorkflow.Keep, Leader, "已整改")).Taken);
        Assert.Empty(await JudgeAsync(bench, id, today));
        var closed = Assert.Single((await bench.Database.ReadAsync(s => new ConductRepository().IncidentsAsync(s, [id])))[id]);
        Assert.Equal(("批评教育", today), (closed.Outcome, closed.ClosedOn));
    }

    [Theory, BothDatabases]
    public async Task A_bank_card_is_kept_only_with_consent_encrypted_and_masked_and_is_gone_when_it_is_taken_back(DatabaseKind kind)
    {
        var (bench, id) = await StartAsync(kind);
        await using var _ = bench;
        const string number = "6222021234567890128";
        var card = new BankCard { InstructorId = id, Bank = "某银行", Purpose = "发放讲课费", ConsentedOn = bench.Clock.Today(), ConsentForm = "签字的同意书" };
        Task RecordAsync(string typed, bool isChecked, bool agreed) => bench.RunAsync<BankCardService>(desk => bench.Database.WriteAsync(s => desk.RecordAsync(s, card, typed, isChecked, agreed, Clerk)));
        Assert.Equal("bank_consent", (await Assert.ThrowsAsync<Refusal>(() => RecordAsync(number, true, false))).Code);
        Assert.Equal("bank_number", (await Assert.ThrowsAsync<Refusal>(() => RecordAsync("12", true, true))).Code);
        var valid = CEBase.Platform.Personal.BankCardNumber.PassesCheck(number);
        if (!valid)
        {
            Assert.Equal("bank_check_digit", (await Assert.ThrowsAsync<Refusal>(() => RecordAsync(number, false, true))).Code);
        }
        await RecordAsync("6222 0212 3456 7890 128", true, true);

        var kept = (await bench.RunAsync<BankCardService, BankCard?>(cards => bench.Database.ReadAsync(s => cards.OfAsync(s, id))))!;
        Assert.DoesNotContain("345678", kept.NumberMasked);
        Assert.DoesNotContain(number, await bench.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT number_stored FROM instructor_bank_card")));
        Assert.Equal(number, await bench.RunAsync<BankCardService, string>(desk => bench.Database.WriteAsync(s => desk.RevealAsync(s, id, Clerk))));
        await bench.RunAsync<BankCardService>(desk => bench.Database.WriteAsync(s => desk.WithdrawAsync(s, id, Clerk)));
        Assert.Null(await bench.RunAsync<BankCardService, BankCard?>(cards => bench.Database.ReadAsync(s => cards.OfAsync(s, id))));
        var acts = (await bench.RunAsync<Trace, IReadOnlyList<TraceLine>>(t => bench.Database.ReadAsync(s => t.OfAsync(s, "Instructor", id)))).Select(l => l.Step);
        Assert.Equal(["bank_card_withdrawn", "bank_card_revealed", "bank_card", "create"], acts);
    }

    [Theory, BothDatabases]
    public async Task An_alias_is_read_by_everybody_and_levels_who_is_there_anew(DatabaseKind kind)
    {
        var (bench, id) = await StartAsync(kind, i => i with { Education = "21", Degree = "4", Title = "特聘教授" });
        await using var _ = bench;
        Assert.Equal(["Review instructor.title-unknown"], await JudgeAsync(bench, id, bench.Clock.Today()));
        Task<int> AddAsync(TitleLevel level) => bench.RunAsync<TitleRepository, int>(book => bench.Database.WriteAsync(s => book.AddAliasAsync(s, " 特聘 教授 ", level, "校人事处文件", Clerk)));
        Assert.Equal(1, await AddAsync(TitleLevel.FullSenior));
        Assert.Equal(0, await AddAsync(TitleLevel.FullSenior));
        Assert.Equal(TitleLevel.FullSenior, (await FindAsync(bench)).TitleLevel);
        Assert.Empty(await JudgeAsync(bench, id, bench.Clock.Today()));
        Assert.Equal(1, await AddAsync(TitleLevel.None));
        Assert.Equal(["Block instructor.unqualified"], await JudgeAsync(bench, id, bench.Clock.Today()));
        var (level, unknown) = await bench.RunAsync<ITitles, (TitleLevel, IReadOnlyList<string>)>(t => bench.Database.ReadAsync(s => t.ReadAsync(s, "特聘教授、教授")));
        Assert.Equal((TitleLevel.FullSenior, 0), (level, unknown.Count));
    }

    [Theory, BothDatabases]
    public async Task Papers_need_a_scan_or_a_place_and_what_is_withdrawn_counts_no_more(DatabaseKind kind)
    {
        var (bench, id) = await StartAsync(kind);
        await using var _ = bench;
        var paper = new EvidencePaper { InstructorId = id, Proves = Proves.Commitment, DatedOn = bench.Clock.Today(), Place = "档案柜" };
        Task<long> AddAsync(EvidencePaper p) => bench.RunAsync<EvidenceService, long>(desk => bench.Database.WriteAsync(s => desk.AddAsync(s, p, null, "", null, Clerk)));
        Assert.Equal("evidence_empty", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(paper with { Place = "" }))).Code);
        Assert.Equal("evidence_day", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(paper with { DatedOn = null }))).Code);
        var evidence = await AddAsync(paper);
        Assert.Single(await bench.Database.ReadAsync(s => new EvidenceRepository().OfAsync(s, id)));
        await bench.RunAsync<EvidenceService>(desk => bench.Database.WriteAsync(s => desk.WithdrawAsync(s, id, evidence, Clerk)));
        Assert.Empty(await bench.Database.ReadAsync(s => new EvidenceRepository().OfAsync(s, id)));
    }

    [Theory, BothDatabases]
    public async Task Two_people_changing_one_entry_do_not_overwrite_each_other(DatabaseKind kind)
    {
        var (bench, _) = await StartAsync(kind);
        await using var disposed = bench;
        var seen = await FindAsync(bench);
        Task SaveAsync(Instructor entry) => bench.RunAsync<InstructorService>(s => bench.Database.WriteAsync(db => s.UpdateAsync(db, entry, Clerk)));
        await SaveAsync(seen with { Field = "机械" });
        Assert.Equal("instructor_changed", (await Assert.ThrowsAsync<Refusal>(() => SaveAsync(seen with { Field = "电子" }))).Code);
        Assert.Equal("机械", (await FindAsync(bench)).Field);
    }

    [Theory, BothDatabases]
    public async Task The_list_for_filing_judges_as_at_its_day_holds_real_dates_and_leaves_a_trace(DatabaseKind kind)
    {
        var (bench, id) = await StartAsync(kind, i => i with { Education = "14", Relation = Relation.Outside });
        await using var _ = bench;
        var today = bench.Clock.Today();
        await bench.Database.WriteAsync(s => s.ExecuteAsync("""
            INSERT INTO instructor_clearance (instructor_id, kind, grounds, reviewed_by, holds_from, holds_until, state, requested_by_name, requested_at)
            VALUES (@id, 'Review', '无异议', '党委', @today, @until, 'approved', '某人', @Now)
            """, new { id, today, until = today.AddDays(10), Now = bench.Clock.GetUtcNow() }));
        async Task<ExcelPackage> ExportAsync(DateOnly day) => new(new MemoryStream(await bench.RunAsync<InstructorFiling, byte[]>(f => bench.Database.WriteAsync(s => f.ExportAsync(s, day, Clerk)))));
        using var now = await ExportAsync(today);
        var sheet = now.Workbook.Worksheets[0];
        Assert.Contains(today.InTable(), sheet.Cells[2, 1].Text);
        Assert.Equal(("T001", "可以授课"), (sheet.Cells[4, 1].Text, sheet.Cells[4, 18].Text));
        Assert.Equal(today.ToDateTime(TimeOnly.MinValue), sheet.Cells[4, 14].GetValue<DateTime>());
        using var later = await ExportAsync(today.AddDays(11));
        Assert.Equal("不能授课", later.Workbook.Worksheets[0].Cells[4, 18].Text);
        Assert.Equal(2, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM trace_entry WHERE step = 'instructors_exported'")));
    }
}
