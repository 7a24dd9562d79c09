using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CEBase.Platform.Data;

/// <summary>Both databases behind <see cref="IDatabase"/>.</summary>
internal sealed partial class Database : IDatabase, IAsyncDisposable
{
    private const int Tries = 8;

    private readonly DatabaseOptions _options;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger<Database> _log;
    private readonly FairQueue _writers = new();
    private readonly Lazy<NpgsqlDataSource> _postgres;

    public Database(DatabaseOptions options, IServiceScopeFactory scopes, ILogger<Database> log)
    {
        _options = options;
        _scopes = scopes;
        _log = log;
        Dialect = new Dialect(options.Kind);
        _postgres = new Lazy<NpgsqlDataSource>(() => NpgsqlDataSource.Create(options.ConnectionString!));
        TypeHandlers.Register();
    }

    public Dialect Dialect { get; }

    public async Task<T> ReadAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using var scope = _scopes.CreateAsyncScope();
        return await work(new DbScope(connection, null, Dialect, scope.ServiceProvider, cancel));
    }

    public async Task<T> WriteAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel = default)
    {
        var (result, actions) = await CommitAsync(work, cancel);
        foreach (var action in actions)
        {
            try
            {
                await action();
            }
            catch (Exception fault)
            {
                // The use case has happened; telling its caller that it failed would have it done again.
                LogAfterCommit(fault);
            }
        }
        return result;
    }

    private async Task<(T Result, IReadOnlyList<Func<Task>> Actions)> CommitAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunAsync(work, cancel);
            }
            catch (PostgresException conflict) when (attempt < Tries && conflict.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                await Task.Delay(Random.Shared.Next(5, 25 * attempt), cancel);
            }
        }
    }

    private async Task<(T Result, IReadOnlyList<Func<Task>> Actions)> RunAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel)
    {
        using var turn = Dialect.Kind == DatabaseKind.Sqlite ? await _writers.EnterAsync(cancel) : null;
        await using var connection = await OpenAsync(cancel);
        await using var scope = _scopes.CreateAsyncScope();
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var db = new DbScope(connection, transaction, Dialect, scope.ServiceProvider, cancel);
        var result = await work(db);
        await transaction.CommitAsync(cancel);
        return (result, db.CommittedActions);
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        if (Dialect.Kind == DatabaseKind.PostgreSql)
        {
            return await _postgres.Value.OpenConnectionAsync(cancel);
        }
        Directory.CreateDirectory(_options.DataFolder);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _options.SqliteFile,
            Cache = SqliteCacheMode.Private,
            Pooling = true,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString());
        await connection.OpenAsync(cancel);
        await using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        await pragma.ExecuteNonQueryAsync(cancel);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres.IsValueCreated)
        {
            await _postgres.Value.DisposeAsync();
        }
        SqliteConnection.ClearAllPools();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was to happen after a commit failed; the use case itself stands")]
    private partial void LogAfterCommit(Exception fault);
}
