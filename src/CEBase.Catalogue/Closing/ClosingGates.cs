using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Classes.Gates;

namespace CEBase.Catalogue.Closing;

internal sealed class EvaluationGate() : ClassGate(ClassWorkflow.Close, "学员评价")
{
    protected override string Place => "summary#evaluation";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => ClosingRule.CheckEvaluation(await ClassEvaluation.FindAsync(step.Session, row.Id));
}

internal sealed class SummaryGate() : ClassGate(ClassWorkflow.Close, "班级总结")
{
    protected override string Place => "summary";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => ClosingRule.CheckSummary(await ClassSummary.FindAsync(step.Session, row.Id));
}

internal sealed class SummaryFiledGate() : ClassGate(ClassWorkflow.Archive, "总结备案")
{
    protected override string Place => "summary";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => ClosingRule.CheckFiled(await ClassSummary.FindAsync(step.Session, row.Id));
}
