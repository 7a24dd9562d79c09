namespace CEBase.Platform.Data;

/// <summary>The database: reads side by side, writes one transaction a use case.</summary>
public interface IDatabase
{
    /// <summary>Which database this is.</summary>
    Dialect Dialect { get; }

    /// <summary>Reads on a connection of its own, outside any transaction.</summary>
    Task<T> ReadAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel = default);

    /// <summary>
    /// Runs a use case in one transaction: committed when it returns, undone when it throws. On SQLite writers pass one at a time in order
    /// of arrival; on PostgreSQL a serialization failure or deadlock runs <paramref name="work"/> again from the start, so it must have no
    /// effects outside the scope (see <see cref="DbScope.AfterCommit"/>). Never call it inside another write: pass the scope on.
    /// </summary>
    Task<T> WriteAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel = default);
}

/// <summary>Short forms.</summary>
public static class DatabaseExtensions
{
    /// <summary>A read that fills a page.</summary>
    public static Task ReadAsync(this IDatabase database, Func<DbScope, Task> work, CancellationToken cancel = default) =>
        database.ReadAsync(async db => { await work(db); return 0; }, cancel);

    /// <summary>A write without a result.</summary>
    public static Task WriteAsync(this IDatabase database, Func<DbScope, Task> work, CancellationToken cancel = default) =>
        database.WriteAsync(async db => { await work(db); return 0; }, cancel);
}
