namespace CEBase.Catalogue.Classes;

/// <summary>What the header of a class's pages shows.</summary>
internal sealed class ClassHeaderReader(IDatabase database, ClassWorkflow workflow)
{
    public Task<ClassRow> ReadAsync(string classNo) => database.ReadAsync(async db =>
        await ClassRow.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为 {classNo} 的培训班。"));

    public StateDefinition StateOf(ClassRow row) => workflow.Definition.State(row.State);
}
