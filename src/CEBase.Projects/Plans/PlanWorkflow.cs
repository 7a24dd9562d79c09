using CEBase.Projects.Units;

namespace CEBase.Projects.Plans;

/// <summary>The life of an annual plan: drafted and reviewed by the unit, filed by the office, amended and filed again.</summary>
[RestsOn("BJTU:5", "NPU:8", How = "年度计划经单位审核、办公室备案后作为立项依据，修订后重新备案")]
internal sealed class PlanWorkflow(TimeProvider clock) : IWorkflow
{
    public const string RecordType = "AnnualPlan";
    public const string Draft = "draft";
    public const string UnitReview = "unit-review";
    public const string OfficeReview = "office-review";
    public const string Filed = "filed";
    public const string Amending = "amending";
    public const string Submit = "submit";
    public const string File = "file";

    public WorkflowDefinition Definition { get; } = new(RecordType, "年度计划",
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

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM annual_plan WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE annual_plan SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from",
        new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public async Task ApplyAsync(StepContext step)
    {
        if (step.Step.Name == File)
        {
            await step.Session.ExecuteAsync("UPDATE annual_plan SET filed_on = @Today, revision = revision + 1 WHERE id = @RecordId", new { step.RecordId, Today = clock.Today() });
        }
    }
}

/// <summary>A plan has items, each on a survey of the need, and names that may be used.</summary>
[RestsOn("NPU:16", How = "年度计划的每个条目关联需求调研：方式、样本、结论和材料")]
internal static class PlanRule
{
    public const string Empty = "plan.empty";
    public const string SurveyMissing = "plan.survey-missing";

    public static IEnumerable<Finding> Check(IReadOnlyList<PlanItem> items)
    {
        if (items.Count == 0)
        {
            yield return Finding.Block(Empty, "计划里还没有条目。", "NPU:16");
        }
        var bare = items.Where(i => i.SurveyId is null).Select(i => i.Name).ToList();
        if (bare.Count > 0)
        {
            yield return Finding.Review(SurveyMissing, $"这些条目没有关联需求调研：{string.Join("、", bare)}。请补上，或说明需求从何而来。", "NPU:16");
        }
    }
}

/// <summary>Fit of a project with its unit's filed plan.</summary>
[RestsOn("BJTU:5", How = "不在已备案年度计划里的项目，提交和批准时须写明理由")]
internal static class PlanFitRule
{
    public const string NotInPlan = "plan.not-in-plan";
    public const string NotFiled = "plan.not-filed";
    public const string OtherPlan = "plan.other-plan";

    public static IEnumerable<Finding> Check(long unitId, int year, PlanItem? item)
    {
        if (item is null)
        {
            yield return Finding.Review(NotInPlan, "项目不在年度计划里，请说明临时增加的原因。", "BJTU:5");
            yield break;
        }
        if (!item.IsFiled)
        {
            yield return Finding.Review(NotFiled, $"“{item.Name}”所在的 {item.Year} 年度计划还没有备案，请说明原因。", "BJTU:5");
        }
        if (item.UnitId != unitId || item.Year != year)
        {
            yield return Finding.Review(OtherPlan, $"所选条目“{item.Name}”是另一单位或另一年度（{item.Year} 年）的计划，请核对或说明原因。", "BJTU:5");
        }
    }
}

internal sealed class PlanItemsGate(string step) : IStepGate
{
    public string RecordType => PlanWorkflow.RecordType;
    public string Step => step;
    public string Label => "条目与需求调研";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext context) => [.. PlanRule.Check(await PlanQueries.ItemsAsync(context.Session, context.RecordId))];
}

internal sealed class PlanUnitGate(string step, TimeProvider clock) : IStepGate
{
    public string RecordType => PlanWorkflow.RecordType;
    public string Step => step;
    public string Label => "承办单位备案";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext context) => await PlanQueries.FindAsync(context.Session, context.RecordId) is { } plan
        ? [.. UnitRule.Check(await OwningUnit.GetAsync(context.Session, [plan.UnitId]), clock.Today())]
        : [];
}

internal sealed class PlanNamesGate(string step, INameCheck names) : IStepGate
{
    public string RecordType => PlanWorkflow.RecordType;
    public string Step => step;
    public string Label => "条目名称用语";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext context)
    {
        var findings = new List<Finding>();
        foreach (var item in await PlanQueries.ItemsAsync(context.Session, context.RecordId))
        {
            findings.AddRange((await names.CheckAsync(context.Session, item.Name, NameUse.Project, isOpenEnrolment: false)).Select(f => f with { Sentence = $"“{item.Name}”：{f.Sentence}" }));
        }
        return findings;
    }
}
