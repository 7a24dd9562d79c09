using System.Data.Common;
using Dapper;

namespace CEBase.Platform.Data;

/// <summary>
/// One connection, and in a write one transaction: what a use case hands to the repositories it calls, so that they share its fate.
/// </summary>
public sealed class DbScope
{
    private readonly IServiceProvider _services;
    private readonly List<Func<Task>> _afterCommit = [];

    internal DbScope(DbConnection connection, DbTransaction? transaction, Dialect dialect, IServiceProvider services, CancellationToken cancel)
    {
        Connection = connection;
        Transaction = transaction;
        Dialect = dialect;
        Cancel = cancel;
        _services = services;
    }

    /// <summary>The open connection.</summary>
    public DbConnection Connection { get; }

    /// <summary>The transaction of a write; null in a read.</summary>
    public DbTransaction? Transaction { get; }

    /// <summary>Which database this is.</summary>
    public Dialect Dialect { get; }

    /// <summary>Cancels the use case.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    /// <summary>The one row, or null.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? parameters = null) =>
        Connection.QueryFirstOrDefaultAsync<T?>(Command(sql, parameters));

    /// <summary>The single value.</summary>
    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) =>
        Connection.ExecuteScalarAsync<T?>(Command(sql, parameters));

    /// <summary>Runs a statement and tells how many rows it touched. A sequence of parameters runs it once each.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Connection.ExecuteAsync(Command(sql, parameters));

    /// <summary>Inserts and returns the new id; the statement must end without RETURNING.</summary>
    public async Task<long> InsertAsync(string sql, object? parameters = null) =>
        await Connection.ExecuteScalarAsync<long>(Command(sql + " RETURNING id", parameters));

    /// <summary>Hands an event to every handler, now, inside this transaction.</summary>
    public async Task RaiseAsync<TEvent>(TEvent happened) where TEvent : IDomainEvent
    {
        if (Transaction is null)
        {
            throw new InvalidOperationException("Events are raised inside a write.");
        }
        foreach (var handler in _services.GetServices<IDomainEventHandler<TEvent>>())
        {
            await handler.HandleAsync(happened, this, Cancel);
        }
    }

    /// <summary>Runs once the transaction has committed, never when it was rolled back. What fails there is logged: the use case has happened.</summary>
    public void AfterCommit(Func<Task> action) => _afterCommit.Add(action);

    /// <summary>The same for what doesn't wait.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(() =>
    {
        action();
        return Task.CompletedTask;
    });

    internal IReadOnlyList<Func<Task>> CommittedActions => _afterCommit;

    private CommandDefinition Command(string sql, object? parameters)
    {
        var (text, values) = Dialect.Lists(sql, parameters);
        return new CommandDefinition(text, values, Transaction, cancellationToken: Cancel);
    }
}
