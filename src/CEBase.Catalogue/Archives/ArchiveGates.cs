using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Archives;

/// <summary>Before a class closes: its archive is complete; before it is archived: frozen and as it was.</summary>
internal sealed class ArchiveGates(ArchiveReader reader, ArchiveRepository archives, TimeProvider clock) : IClassGates
{
    public void Describe(StepSet<ClassRow> steps)
    {
        steps.On(ClassWorkflow.Close)
            .Gate("档案齐全", "archive", async (s, c) => [.. ArchiveRule.CheckComplete(await reader.OfAsync(s.Db, c), clock.Today())]);
        steps.On(ClassWorkflow.Archive)
            .Gate("档案封存与核验", "archive", async (s, c) => [.. ArchiveRule.CheckFrozen(await archives.FrozenAsync(s.Db, c.Id) is not null, await archives.LastCheckAsync(s.Db, c.Id))]);
    }
}
