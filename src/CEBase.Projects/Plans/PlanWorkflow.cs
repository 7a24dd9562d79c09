using CEBase.Projects.Units;

namespace CEBase.Projects.Plans;

/// <summary>The life of an annual plan: drafted and reviewed by the unit, filed by the office, amended and filed again.</summary>
[RestsOn("BJTU:5", "NPU:8", How = "年度计划经单位审核、办公室备案后作为立项依据，修订后重新备案")]
internal sealed class PlanWorkflow(PlanRepository plans, UnitRepository units, INameCheck names, TimeProvider clock) : TableWorkflow<AnnualPlan>("annual_plan", clock)
{
    public const string Draft = "draft";
    public const string UnitReview = "unit-review";
    public const string OfficeReview = "office-review";
    public const string Filed = "filed";
    public const string Amending = "amending";
    public const string Submit = "submit";
    public const string File = "file";

    private readonly TimeProvider _clock = clock;

    public override WorkflowDefinition Definition { get; } = new(AnnualPlan.RecordType, "年度计划",
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(UnitReview, "单位审核中", StateTone.Waiting),
        new(OfficeReview, "待备案", StateTone.Waiting),
        new(Filed, "已备案", StateTone.Done),
        new(Amending, "修订中"),
    ],
    [
        new(Submit, "提交审核", [Draft, Amending], UnitReview, Permissions.Manage),
        new("unit-pass", "单位审核通过", [UnitReview], OfficeReview, Permissions.UnitReview),
        new("unit-return", "退回修改", [UnitReview], Draft, Permissions.UnitReview) { AsksComment = true },
        new(File, "备案", [OfficeReview], Filed, Permissions.OfficeReview) { ReviewPermission = Platform.Permissions.FindingsOverride },
        new("office-return", "办公室退回", [OfficeReview], Draft, Permissions.OfficeReview) { AsksComment = true },
        new("amend", "修订计划", [Filed], Amending, Permissions.Manage) { AsksComment = true },
    ]);

    protected override bool CountsMoves => true;

    protected override Task<AnnualPlan?> ReadAsync(DbScope db, long recordId) => plans.FindAsync(db, recordId);

    protected override void Describe(StepSet<AnnualPlan> steps)
    {
        steps.On(Submit, File)
            .Gate("承办单位备案", async (step, plan) => [.. UnitRule.Check(await units.GetAsync(step.Db, [plan.UnitId]), _clock.Today())])
            .Gate("条目与需求调研", async (step, plan) => [.. PlanRule.Check(await plans.ItemsAsync(step.Db, plan.Id))])
            .Gate("条目名称用语", NamesAsync);
        steps.On(File).Then((step, plan) => plans.FileAsync(step.Db, plan.Id, _clock.Today()));
    }

    private async Task<IReadOnlyList<Finding>> NamesAsync(StepContext step, AnnualPlan plan)
    {
        var findings = new List<Finding>();
        foreach (var item in await plans.ItemsAsync(step.Db, plan.Id))
        {
            findings.AddRange((await names.CheckAsync(step.Db, item.Name, NameUse.Project, isOpenEnrolment: false)).Select(f => f with { Sentence = $"“{item.Name}”：{f.Sentence}" }));
        }
        return findings;
    }
}
