using CEBase.Platform.Data;
using CEBase.Platform.Security;

namespace CEBase.Platform.Workflows;

/// <summary>
/// The life of records that lie in one table with columns <c>id</c> and <c>state</c>: locks, moves and reads them, so that a workflow says only
/// states, steps, gates and effects.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="table">The table.</param>
/// <param name="clock">Gives the instant at which a record came where it stands.</param>
public abstract class TableWorkflow<T>(string table, TimeProvider clock) : IWorkflow where T : class
{
    private StepSet<T>? _steps;

    /// <inheritdoc />
    public abstract WorkflowDefinition Definition { get; }

    /// <inheritdoc />
    public IReadOnlyList<IStepGate> Gates => Steps.Gates;

    /// <summary>The column that holds since when the record is in its state; null where the table has none.</summary>
    protected virtual string? SinceColumn => "state_since";

    /// <summary>Whether the table's column <c>version</c> counts moves too, so that a form opened before one can't be saved after it.</summary>
    protected virtual bool CountsMoves => false;

    /// <summary>What tells this kind of record from another in the same table, a condition such as <c>kind = 'Review'</c>; null where the table holds one kind.</summary>
    protected virtual string? Kind => null;

    private StepSet<T> Steps => _steps ??= Describe();

    private string Row => Kind is null ? "id = @recordId" : $"id = @recordId AND {Kind}";

    /// <inheritdoc />
    public virtual Task<string?> ReadStateAsync(DbScope db, long recordId) =>
        db.FirstAsync<string>($"SELECT state FROM {table} WHERE {Row}{(db.Transaction is null ? "" : db.Dialect.ForUpdate)}", new { recordId });

    /// <inheritdoc />
    public virtual async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        $"UPDATE {table} SET state = @to{(SinceColumn is null ? "" : $", {SinceColumn} = @Now")}{(CountsMoves ? ", version = version + 1" : "")} WHERE {Row} AND state = @from", new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    /// <inheritdoc />
    public virtual Task ApplyAsync(StepContext step) => Steps.ApplyAsync(step);

    /// <inheritdoc />
    public async Task<object?> ReadRecordAsync(DbScope db, long recordId) => await ReadAsync(db, recordId);

    /// <inheritdoc />
    public async Task<bool> MayActAsync(RecordReading reading, ICurrentUser user) => await MayActAsync(reading.Db, await reading.GetAsync<T>(), user);

    /// <summary>The record, or null when there is none.</summary>
    protected abstract Task<T?> ReadAsync(DbScope db, long recordId);

    /// <summary>Whether this user may see and act on this very record; the step's permission is asked as well.</summary>
    protected virtual Task<bool> MayActAsync(DbScope db, T record, ICurrentUser user) => Task.FromResult(true);

    /// <summary>Gates and effects, step by step.</summary>
    protected virtual void Describe(StepSet<T> steps) { }

    private StepSet<T> Describe()
    {
        var steps = new StepSet<T>(Definition.RecordType);
        Describe(steps);
        return steps;
    }
}
