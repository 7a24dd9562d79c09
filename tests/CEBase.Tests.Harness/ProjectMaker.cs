using CEBase.Projects;
using CEBase.Projects.Prices;
using CEBase.Projects.Units;
using Xunit;

namespace CEBase.Tests.Harness;

/// <summary>Makes filed units, prices and projects through the real services, as far along as a test needs them.</summary>
public static class ProjectMaker
{
    /// <summary>A filed owning unit; the same name again gives the same unit.</summary>
    public static Task<long> UnitAsync(this Bench bench, string name = "继续教育学院") => bench.RunAsync<UnitService, long>(units => bench.Database.WriteAsync(async db =>
        (await new UnitRepository().FindAsync(db, name))?.Id
        ?? await units.CreateAsync(db, new OwningUnit { Name = name, FilingNo = "备〔2024〕1号", FiledOn = new DateOnly(2024, 1, 5), Disciplines = "航空、航天、航海" }, null, SystemUser.Instance)));

    /// <summary>An approved price in force since 2020; the same filing number again gives the same record.</summary>
    public static Task<long> PriceAsync(this Bench bench, decimal yuan = 5000, string filingNo = "价备〔2020〕1号") => bench.RunAsync<PriceService, long>(prices => bench.Database.WriteAsync(async db =>
        await db.FirstAsync<long?>("SELECT id FROM approved_price WHERE filing_no = @filingNo", new { filingNo })
        ?? await prices.CreateAsync(db, new ApprovedPrice
        {
            Name = "短期培训", Amount = Money.FromYuan(yuan), Basis = "成本测算", FilingNo = filingNo, HoldsFrom = new DateOnly(2020, 1, 1),
        }, null, SystemUser.Instance)));

    /// <summary>Terms of a project that has nothing against it: starts in so many days, two days, 40 learners, 8 hours, 800 yuan where the public pays.</summary>
    public static async Task<ProjectDetails> ProjectDetailsAsync(this Bench bench, FundingMode funding = FundingMode.Open, int startsIn = 60, string name = "工业人工智能班") => new()
    {
        Name = name, UnitId = await bench.UnitAsync(), Responsible = "项目负责人", Funding = funding, IsOpenEnrolment = funding == FundingMode.Open, Audience = "企事业单位专业技术人员。",
        Task = funding == FundingMode.Commissioned ? "commissioned" : "professional-subject",
        Headcount = 40, StartsOn = bench.Clock.Today().AddDays(startsIn), EndsOn = bench.Clock.Today().AddDays(startsIn + 1), Hours = StudyHours.FromHours(8),
        Fee = Money.FromYuan(funding == FundingMode.Open ? 800 : 0), City = "西安", PriceId = funding == FundingMode.Open ? await bench.PriceAsync() : null, Intake = [],
    };

    /// <summary>A draft.</summary>
    public static Task<ProjectCard> ProjectAsync(this Bench bench, ProjectDetails details) =>
        bench.RunAsync<IProjectPlanner, ProjectCard>(planner => bench.Database.WriteAsync(db => planner.CreateAsync(db, details, SystemUser.Instance)));

    /// <summary>An approved project: drafted, submitted, passed by the unit, approved by the office.</summary>
    public static async Task<ProjectCard> ApprovedProjectAsync(this Bench bench, ProjectDetails? details = null)
    {
        var card = await bench.ProjectAsync(details ?? await bench.ProjectDetailsAsync());
        await bench.ApproveAsync(card.Id);
        return (await bench.ProjectAsync(card.Id))!;
    }

    /// <summary>Takes a draft or returned project on to its approval.</summary>
    public static async Task ApproveAsync(this Bench bench, long projectId)
    {
        foreach (var step in new[] { "submit", "unit-pass", "approve" })
        {
            var outcome = await bench.ProjectStepAsync(projectId, step);
            Assert.True(outcome.Taken, $"{step}: {outcome.Refusal} {string.Join(" ", outcome.Findings.Select(f => f.Sentence))}");
        }
    }

    /// <summary>Takes a step (submit, unit-pass, unit-return, approve, office-return, revise, close) with a reason for what needs one.</summary>
    public static Task<StepOutcome> ProjectStepAsync(this Bench bench, long projectId, string step, ICurrentUser? user = null) => bench.RunAsync<WorkflowEngine, StepOutcome>(engine =>
        engine.TakeAsync(new StepRequest(ProjectStates.RecordType, projectId, step) { Comment = "理由", PassReviews = true }, user ?? SystemUser.Instance));

    /// <summary>The project as other modules see it, or null.</summary>
    public static Task<ProjectCard?> ProjectAsync(this Bench bench, long id) =>
        bench.RunAsync<IProjectDirectory, ProjectCard?>(directory => bench.Database.ReadAsync(db => directory.FindAsync(db, id)));
}
