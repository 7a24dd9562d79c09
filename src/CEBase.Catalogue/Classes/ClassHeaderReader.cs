namespace CEBase.Catalogue.Classes;

/// <summary>What the header of a class's pages shows, those of other modules too.</summary>
internal sealed class ClassHeaderReader(IDatabase database, ClassRepository classes)
{
    public Task<ClassRow> ReadAsync(string classNo) => database.ReadAsync(db => classes.OpenAsync(db, classNo));
}
