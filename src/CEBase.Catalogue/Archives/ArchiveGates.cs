using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Classes.Gates;

namespace CEBase.Catalogue.Archives;

internal sealed class ArchiveCompleteGate(ArchiveReader reader, IClassDirectory classes, TimeProvider clock) : ClassGate(ClassWorkflow.Close, "档案齐全")
{
    protected override string Place => "archive";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) =>
        ArchiveRule.CheckComplete(await reader.OfAsync(step.Session, (await classes.GetAsync(step.Session, [row.Id])).Single()), clock.Today());
}

internal sealed class ArchiveFrozenGate() : ClassGate(ClassWorkflow.Archive, "档案封存与核验")
{
    protected override string Place => "archive";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => ArchiveRule.CheckFrozen(
        await step.Session.ScalarAsync<long>("SELECT count(*) FROM class_archive WHERE class_id = @Id", new { row.Id }) > 0,
        await ArchiveCheckRow.LastAsync(step.Session, row.Id));
}
