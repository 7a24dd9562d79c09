using CEBase.Projects.Clients;
using CEBase.Projects.Drafting;
using CEBase.Projects.Intake;
using CEBase.Projects.Parts;
using CEBase.Projects.Plans;
using CEBase.Projects.Units;
using static CEBase.Projects.ProjectStates;

namespace CEBase.Projects.Approval;

/// <summary>A project with everything that hangs on it, as its gates see it.</summary>
internal sealed record ProjectFacts(Project Project, PartsOfProject Parts);

/// <summary>
/// The life of a project. Approval gives the number in its own transaction; a revised project keeps its number and waits for approval again.
/// </summary>
[RestsOn("BJTU:5", "BJTU:5(a)", How = "经承办单位审核、办公室审批后才有审批编号；按类别和年度连续编排，一号一期，不再使用")]
internal sealed class ProjectWorkflow(
    ProjectRepository projects, PartRepository parts, UnitRepository units, PlanRepository plans, ClientRepository clients, IPriceDirectory prices, INameCheck names, IntakeQuestions questions,
    IParameters parameters, TimeProvider clock) : TableWorkflow<ProjectFacts>("project", clock)
{
    public const string Submit = "submit";
    public const string UnitPass = "unit-pass";
    public const string UnitReturn = "unit-return";
    public const string Approve = "approve";
    public const string OfficeReturn = "office-return";
    public const string Revise = "revise";
    public const string Close = "close";
    public const string LeadDays = "plan.lead-days";

    private readonly TimeProvider _clock = clock;

    public override WorkflowDefinition Definition { get; } = new(RecordType, "项目", Project.States,
    [
        // Whoever submits gives the reasons for what needs a look; the reviewers pass them or don't.
        new(Submit, "提交审核", [Draft, Returned], ProjectStates.UnitReview, Permissions.Manage),
        new(UnitPass, "单位审核通过", [ProjectStates.UnitReview], ProjectStates.OfficeReview, Permissions.UnitReview),
        new(UnitReturn, "退回修改", [ProjectStates.UnitReview], Returned, Permissions.UnitReview) { AsksComment = true },
        new(Approve, "批准立项", [ProjectStates.OfficeReview], Approved, Permissions.OfficeReview) { ReviewPermission = Platform.Permissions.FindingsOverride },
        new(OfficeReturn, "办公室退回", [ProjectStates.OfficeReview], Returned, Permissions.OfficeReview) { AsksComment = true },
        new(Revise, "变更条款", [Approved], Draft, Permissions.Manage) { AsksComment = true, IsGrave = true },
        new(Close, "结项", [Approved], Closed, Permissions.Manage) { AsksComment = true, IsGrave = true },
    ]);

    protected override bool CountsMoves => true;

    protected override async Task<ProjectFacts?> ReadAsync(DbScope db, long recordId) =>
        await projects.FindAsync(db, recordId) is { } project ? new(project, await parts.OfAsync(db, recordId)) : null;

    protected override void Describe(StepSet<ProjectFacts> steps)
    {
        Check("项目类型（归口部门）", "/edit", (_, p, _) => IntakeRule.Check(p.IntakeYes, questions.All));
        CheckAsync("承办单位备案", "", async (db, p, own) => UnitRule.Check(await units.GetAsync(db, [p.UnitId, .. own.Shares.Select(s => s.UnitId)]), _clock.Today()));
        CheckAsync("名称用语", "/edit", async (db, p, _) => await names.CheckAsync(db, p.Name, NameUse.Project, p.IsOpenEnrolment));
        CheckAsync("涉外、外地区任务的批准文件", "/parts", async (db, p, own) =>
            OutsideApprovalRule.Check(p.IntakeYes ?? [], p.ClientId is { } client && (await clients.FindAsync(db, client))?.IsOutsideRegion is true, own.Documents));
        Check("合办单位分配比例", "/parts", (_, p, own) => SharesRule.Check(p.UnitId, own.Shares));
        Check("合作方审查与关系申报", "/parts", (_, p, own) => PartnerRule.Check(p.IntakeYes ?? [], own.Partners, _clock.Today()));
        Check("软件与服务采购", "/parts", (_, p, own) => PurchaseRule.Check(p.IntakeYes ?? [], own.Purchases));
        CheckAsync("经费方式与收费标准", "/edit", async (db, p, _) =>
            [.. FeeRule.Check(p.Funding, p.Fee), .. PriceRule.Check(p.Fee, p.StartsOn, p.PriceId is { } id ? await prices.FindAsync(db, id) : null)]);
        CheckAsync("与年度计划相符", "/edit", async (db, p, _) => PlanFitRule.Check(p.UnitId, p.Year, p.PlanItemId is { } item ? await plans.ItemAsync(db, item) : null));
        CheckAsync("立项提前天数", "/edit", (db, p, _) => LeadAsync(db, p));
        steps.On(Approve).Then(async (step, facts) => await step.Db.RaiseAsync(new ProjectApproved(step.RecordId,
            facts.Project.ApprovalNo ?? await projects.NumberAsync(step.Db, step.RecordId, facts.Project.Funding, facts.Project.Year))));
        steps.On(Revise).Then((step, _) => step.Db.RaiseAsync(new ProjectChanged(step.RecordId)));

        void Check(string label, string place, Func<DbScope, Project, PartsOfProject, IEnumerable<Finding>> check) =>
            CheckAsync(label, place, (db, p, own) => Task.FromResult(check(db, p, own)));

        // Made at submission and, since things move on while a project waits, again at approval.
        void CheckAsync(string label, string place, Func<DbScope, Project, PartsOfProject, Task<IEnumerable<Finding>>> check) => steps.On(Submit, Approve).Gate(label, async (step, facts) =>
            [.. (await check(step.Db, facts.Project, facts.Parts)).Select(f => f with { Remedy = f.Remedy ?? ProjectAddresses.Project(facts.Project.Number) + place })]);
    }

    private async Task<IEnumerable<Finding>> LeadAsync(DbScope db, Project project)
    {
        var today = _clock.Today();
        try
        {
            var lead = await parameters.GetAsync(db, LeadDays, today);
            return [.. LeadRule.Check(project.StartsOn, project.ApprovalNo is not null, today, lead.Int, lead.Citation), .. lead.Staleness(today) is { } stale ? [stale] : Array.Empty<Finding>()];
        }
        catch (Refusal missing) when (missing.Code is "parameter_missing" or "parameter_undecided")
        {
            return [.. LeadRule.Check(project.StartsOn, project.ApprovalNo is not null, today, 0, "BJTU:5"), Finding.Review("lead.parameter-missing", missing.Message)];
        }
    }
}
