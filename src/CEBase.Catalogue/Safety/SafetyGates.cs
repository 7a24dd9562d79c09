using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Safety;

/// <summary>Before a class starts: its checklist is complete and its records are there.</summary>
internal sealed class SafetyGates(SafetyRepository safety) : IClassGates
{
    public void Describe(StepSet<ClassRow> steps) => steps.On(ClassWorkflow.Start)
        .Gate("安全检查清单", "safety", async (s, c) => [.. SafetyRule.CheckChecklist(await safety.ItemsAsync(s.Db, c.Id, c.IsOnline))], typeof(SafetyRule))
        .Gate("应急预案、安全教育与学员手册", "safety", async (s, c) => [.. SafetyRule.CheckRecords([.. (await safety.RecordsAsync(s.Db, c.Id)).Select(r => r.Kind).Distinct()])], typeof(SafetyRule));
}
