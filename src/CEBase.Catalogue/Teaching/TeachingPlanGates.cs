using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Classes.Gates;

namespace CEBase.Catalogue.Teaching;

internal sealed class OpenTeachingPlanGate(IClassDirectory classes) : TeachingPlanGate(ClassWorkflow.OpenEnrolment, classes);

internal sealed class StartTeachingPlanGate(IClassDirectory classes) : TeachingPlanGate(ClassWorkflow.Start, classes);

/// <summary>The plan in force against the timetable.</summary>
internal abstract class TeachingPlanGate(string step, IClassDirectory classes) : ClassGate(step, "教学计划备案", typeof(TeachingPlanRule))
{
    protected override string Place => "plan";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => await OfAsync(step.Session, row.Id, classes);

    public static async Task<IReadOnlyList<Finding>> OfAsync(Platform.Data.DbScope db, long classId, IClassDirectory classes)
    {
        var filed = await TeachingPlan.FiledOfAsync(db, classId);
        return [.. TeachingPlanRule.Check(filed is null ? null : await TeachingPlan.SessionsAsync(db, filed.Id), await classes.SessionsAsync(db, classId))];
    }
}

/// <summary>Before filing: complete, and the same as the timetable.</summary>
internal sealed class FilingGate(IClassDirectory classes) : IStepGate
{
    public string RecordType => TeachingPlan.RecordType;

    public string Step => TeachingPlanWorkflow.File;

    public string Label => "计划完整并与课表一致";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => await TeachingPlan.FindAsync(step.Session, step.RecordId) is { } plan
        ? [.. TeachingPlanRule.CheckFiling(plan, await TeachingPlan.SessionsAsync(step.Session, plan.Id), await classes.SessionsAsync(step.Session, plan.ClassId))]
        : [];
}
