using CEBase.Catalogue;
using CEBase.Catalogue.Courses;
using CEBase.Instructors.Registry;
using CEBase.Projects;
using CEBase.Projects.Approval;
using CEBase.Projects.Clients;
using CEBase.Projects.Prices;
using CEBase.Projects.Units;
using Xunit;

namespace CEBase.Tests.Harness;

/// <summary>
/// A class with the whole story before it: project approved under its number, promotion material, contract, qualified instructor, timetable,
/// adviser, and whatever else the gates of opening and starting ask for. The one place that knows how much that is: a module that adds a
/// gate adds its piece to <see cref="CompleteAsync"/>.
/// </summary>
/// <param name="services">Services of a bench or a site.</param>
public sealed class ClassStory(IServiceProvider services)
{
    private static int _last;

    private IDatabase Database => services.GetRequiredService<IDatabase>();

    private DateOnly Today => services.GetRequiredService<TimeProvider>().Today();

    /// <summary>The story for a bench.</summary>
    public static ClassStory Of(Bench bench) => new(bench.Services);

    /// <summary>What staff write about the class: learners pay, eight hours in one day, twenty days ahead.</summary>
    public ClassDetails Details(long courseId, FundingMode funding = FundingMode.Open) => new()
    {
        CourseId = courseId, Name = "工业人工智能培训班", Funding = funding, Fee = funding == FundingMode.Open ? Money.FromYuan(800) : Money.Zero, Capacity = 40, Hours = StudyHours.FromHours(8),
        Client = funding == FundingMode.Commissioned ? "西安航空动力示例公司" : "", City = "西安", Venue = "教学楼", Audience = "企事业单位专业技术人员。",
        StartsOn = Today.AddDays(20), EndsOn = Today.AddDays(21), EnrolFrom = Today, EnrolUntil = Today.AddDays(18),
        Syllabus = "# 大纲", Materials = "讲义", Board = "教工餐厅", Lodging = "专家楼",
    };

    /// <summary>A draft that lacks nothing: every step up to the start can be taken, most of them at once.</summary>
    /// <param name="funding">Who pays; a commissioned class comes with its signed contract.</param>
    /// <param name="adjust">Changes what staff write, before project and class are made from it.</param>
    public async Task<ClassCard> CompleteAsync(FundingMode funding = FundingMode.Open, Func<ClassDetails, ClassDetails>? adjust = null)
    {
        var number = Interlocked.Increment(ref _last);
        var details = Details(await CourseAsync(number), funding);
        details = adjust?.Invoke(details) ?? details;
        var project = await ProjectAsync(details, number);
        var card = await UseAsync<IClassPlanner, ClassCard>((planner, db) => planner.CreateAsync(db, details with { ProjectId = project }, SystemUser.Instance));
        await Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET adviser_id = 7 WHERE id = @Id", new { card.Id }));
        var instructor = await InstructorAsync(number);
        await UseAsync<IClassPlanner, long>((planner, db) => planner.SaveSessionAsync(db, new LessonInfo
        {
            ClassId = card.Id, Day = card.StartsOn, StartsAt = new TimeOnly(8, 30), EndsAt = new TimeOnly(17, 30), Hours = card.Hours, Topic = "特征工程", Room = $"教室 {number}", InstructorId = instructor,
        }, SystemUser.Instance));
        await Preparation.FilePlanAsync(services, card);
        await Preparation.RegisterNotesAsync(services, card);
        await Preparation.SecureAsync(services, card);
        return (await UseAsync<IClassDirectory, IReadOnlyList<ClassCard>>((directory, db) => directory.GetAsync(db, [card.Id])))[0];
    }

    /// <summary>Takes steps one after the other, reviews passed with a reason; fails the test with what was said when one isn't taken.</summary>
    public async Task AdvanceAsync(ClassCard card, params string[] steps)
    {
        foreach (var step in steps)
        {
            Taken(step, await TakeAsync(card.Id, step));
        }
    }

    /// <summary>Takes one step of a class, reviews passed with a reason.</summary>
    public Task<StepOutcome> TakeAsync(long classId, string step, ICurrentUser? user = null) => TakeAsync(ClassStates.RecordType, classId, step, user);

    /// <summary>Takes one step of any record, reviews passed with a reason.</summary>
    public Task<StepOutcome> TakeAsync(string recordType, long id, string step, ICurrentUser? user = null) => UseAsync<WorkflowEngine, StepOutcome>((engine, db) =>
        engine.TakeAsync(db, new StepRequest(recordType, id, step) { Comment = "理由", PassReviews = true }, user ?? SystemUser.Instance));

    private static void Taken(string step, StepOutcome outcome) =>
        Assert.True(outcome.Taken, $"{step}: {outcome.Refusal} {string.Join(" ", outcome.Findings.Select(f => $"[{f.Rule}] {f.Sentence}"))}");

    private async Task<long> CourseAsync(int number) => await Database.WriteAsync(async db =>
    {
        var code = $"ZY-8{number:00000}";
        await CourseService.ImportAsync(db, new Course { Code = code, Name = "工业人工智能", Subject = SubjectKind.ProfessionalSubject, Field = "信息技术", Objectives = "目标", Hours = StudyHours.FromHours(8) });
        return (await CourseService.FindAsync(db, code))!.Id;
    });

    private Task<long> InstructorAsync(int number) => UseAsync<InstructorRepository, long>(async (instructors, db) =>
    {
        var key = $"T8{number:00000}";
        await instructors.ImportAsync(db, new Instructor { Number = key, Name = "夏立言", Employer = "学校", Education = "11", Degree = "2", Title = "教授", Field = "信息技术", IsActive = true, ExperienceYears = 12, Standing = CEBase.Instructors.Standing.Leader, StandingReason = "学科负责人" });
        return (await instructors.FindAsync(db, key))!.Id;
    });

    /// <summary>An approved project with these terms, by the steps that people take: drafted, passed by its unit, approved by the office.</summary>
    private async Task<long> ProjectAsync(ClassDetails d, int number)
    {
        var unit = await UseAsync<UnitService, long>((units, db) => units.CreateAsync(db,
            new OwningUnit { Name = $"示例学院 {number}", FilingNo = $"备〔{number}〕号", FiledOn = Today.AddYears(-1), Disciplines = "信息技术" }, null, SystemUser.Instance));
        var price = d.Fee == Money.Zero ? (long?)null : await UseAsync<PriceService, long>((prices, db) => prices.CreateAsync(db,
            new ApprovedPrice { Name = "短期培训", Amount = d.Fee, Basis = "成本测算", FilingNo = $"价备〔{number}〕号", HoldsFrom = Today.AddYears(-1) }, null, SystemUser.Instance));
        var project = await UseAsync<IProjectPlanner, ProjectCard>((planner, db) => planner.CreateAsync(db, new ProjectDetails
        {
            Name = d.Name, UnitId = unit, Responsible = "夏立言", Funding = d.Funding, Form = d.Form, Task = d.Task, IsOpenEnrolment = d.Funding == FundingMode.Open, Audience = d.Audience,
            Headcount = d.Capacity, StartsOn = d.StartsOn, EndsOn = d.EndsOn, Hours = d.Hours, Fee = d.Fee, City = d.City, PriceId = price, Intake = [],
        }, SystemUser.Instance));
        foreach (var step in new[] { ProjectWorkflow.Submit, ProjectWorkflow.UnitPass, ProjectWorkflow.Approve })
        {
            Taken(step, await TakeAsync(ProjectStates.RecordType, project.Id, step));
        }
        await PapersAsync(d, project.Id, number);
        return project.Id;
    }

    private Task PapersAsync(ClassDetails d, long project, int number) => Database.WriteAsync(async db =>
    {
        if (d.Funding == FundingMode.Open)
        {
            await db.ExecuteAsync("""
                INSERT INTO agreement_text (version, title, text, published_at, published_by) VALUES (1, '学员协议', '费用与纪律。', '2026-01-02T00:00:00.000Z', '基地') ON CONFLICT (version) DO NOTHING
                """);
            await db.ExecuteAsync("""
                INSERT INTO promotion (project_id, state, state_since, title, body, says_name, says_starts_on, says_ends_on, says_fee, says_seats, says_audience, meeting_minutes, office_minutes, version)
                VALUES (@project, 'approved', '2026-01-02T00:00:00.000Z', '招生简章', '面向社会招生。', @Name, @StartsOn, @EndsOn, @Fee, @Capacity, @Audience, '', '', 1)
                """, new { project, d.Name, d.StartsOn, d.EndsOn, d.Fee, d.Capacity, d.Audience });
        }
        if (d.Funding == FundingMode.Commissioned)
        {
            var client = await db.InsertAsync("""
                INSERT INTO client (name, credit_code, code_fits, licence_seen_by, region, is_outside_region, contact_name, contact_phone, invoice_title, invoice_details, related_persons, is_relation_declared, version)
                VALUES (@Client, @Code, TRUE, '', '61', FALSE, '', '', '', '', '', TRUE, 1)
                """, new { d.Client, Code = $"9161000000{number:00000000}" });
            await db.ExecuteAsync("""
                INSERT INTO contract (number, state, state_since, client_id, project_id, kind, deviation, has_safety_clause, headcount, price, starts_on, ends_on, negotiated_on, signed_on, scan_name, key_terms, partners, is_declared, version)
                VALUES (@Number, 'signed', '2026-01-03T00:00:00.000Z', @client, @project, 'Training', '', TRUE, @Capacity, 8000000, @StartsOn, @EndsOn, @Negotiated, @Signed, '', '', '', TRUE, 1)
                """, new { Number = $"HT2026-8{number:00000}", client, project, d.Capacity, d.StartsOn, d.EndsOn, Negotiated = Today.AddDays(-10), Signed = Today.AddDays(-1) });
        }
    });

    private async Task<T> UseAsync<TService, T>(Func<TService, DbScope, Task<T>> use) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        var service = scope.ServiceProvider.GetRequiredService<TService>();
        return await Database.WriteAsync(db => use(service, db));
    }
}
