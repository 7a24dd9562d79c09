using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Closing;

/// <summary>Before a class closes: evaluation and summary; before it is archived: the summary is filed.</summary>
internal sealed class ClosingGates(ClosingRepository closing) : IClassGates
{
    public void Describe(StepSet<ClassRow> steps)
    {
        steps.On(ClassWorkflow.Close)
            .Gate("学员评价", "summary#evaluation", async (s, c) => [.. ClosingRule.CheckEvaluation(await closing.EvaluationAsync(s.Db, c.Id))])
            .Gate("班级总结", "summary", async (s, c) => [.. ClosingRule.CheckSummary(await closing.SummaryAsync(s.Db, c.Id))]);
        steps.On(ClassWorkflow.Archive)
            .Gate("总结备案", "summary", async (s, c) => [.. ClosingRule.CheckFiled(await closing.SummaryAsync(s.Db, c.Id))]);
    }
}
