namespace CEBase.Platform.Data;

/// <summary>
/// What must be in the database before anything else runs and can't be written in SQL. Runs after each migration, outside its transaction;
/// must change nothing the second time and be safe on two nodes at once.
/// </summary>
public interface IAfterMigration
{
    /// <summary>Runs.</summary>
    Task RunAsync(CancellationToken cancel);
}
