using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes.Gates;

internal sealed class PlanDatesGate() : ClassGate(ClassWorkflow.Plan, "班期与报名日期")
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => Task.FromResult(DatesRule.Check(row.Details()));
}

internal sealed class OpenDatesGate(TimeProvider clock) : ClassGate(ClassWorkflow.OpenEnrolment, "班期与报名日期")
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => Task.FromResult(DatesRule.CheckOpening(row.Details(), clock.Today()));
}

internal sealed class StartDayGate(TimeProvider clock) : ClassGate(ClassWorkflow.Start, "开班日期")
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => Task.FromResult<IEnumerable<Finding>>(
        row.StartsOn > clock.Today() ? [Finding.Review("dates.early-start", $"开班日是 {row.StartsOn.InTable()}，今天还没有到，请说明提前开班的原因。")] : []);
}

internal sealed class EndDayGate(TimeProvider clock) : ClassGate(ClassWorkflow.End, "结束日期")
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => Task.FromResult<IEnumerable<Finding>>(
        row.EndsOn > clock.Today() ? [Finding.Review("dates.early-end", $"结束日是 {row.EndsOn.InTable()}，课还没有上完，请说明提前结束的原因。")] : []);
}
