using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes.Gates;

internal sealed class AdviserGate() : ClassGate(ClassWorkflow.Start, "班主任", typeof(PreparationRule))
{
    public override string Actor => "基地工作人员";

    public override string RemedyLabel => "指定班主任";

    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => Task.FromResult(PreparationRule.CheckAdviser(row.Details()));
}

internal sealed class LogisticsGate() : ClassGate(ClassWorkflow.Start, "大纲、资料与食宿", typeof(PreparationRule))
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => Task.FromResult(PreparationRule.CheckLogistics(row.Details()));
}
