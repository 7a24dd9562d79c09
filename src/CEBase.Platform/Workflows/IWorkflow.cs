using CEBase.Platform.Data;
using CEBase.Platform.Findings;
using CEBase.Platform.Modules;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;

namespace CEBase.Platform.Workflows;

/// <summary>One kind of record as the workflow engine sees it. A module registers one for each of its records that has a life.</summary>
[Discovered]
public interface IWorkflow
{
    /// <summary>States and steps.</summary>
    WorkflowDefinition Definition { get; }

    /// <summary>The record's state now, locked against change when the session is a write (see <see cref="Dialect.ForUpdate"/>); null when there is no such record.</summary>
    Task<string?> ReadStateAsync(DbScope db, long recordId);

    /// <summary>Conditional update: moves the record only if it is still in <paramref name="from"/>; false when it isn't.</summary>
    Task<bool> MoveAsync(DbScope db, long recordId, string from, string to);

    /// <summary>What taking the step brings about in the same transaction, after the record has moved: seats, ledgers, events.</summary>
    Task ApplyAsync(StepContext step) => Task.CompletedTask;

    /// <summary>
    /// Whether this user may see and act on this very record (a class adviser's own classes, a learner's own enrolment).
    /// The step's permission is asked as well.
    /// </summary>
    Task<bool> MayActAsync(DbScope db, long recordId, ICurrentUser user) => Task.FromResult(true);

    /// <summary>The same of a record that has been read already, or will be once for all who ask.</summary>
    Task<bool> MayActAsync(RecordReading reading, ICurrentUser user) => MayActAsync(reading.Db, reading.RecordId, user);

    /// <summary>The record itself, for gates and effects: read once a look or a step, whoever asks. Null when there is none.</summary>
    Task<object?> ReadRecordAsync(DbScope db, long recordId) => throw new NotSupportedException($"{GetType().Name} hands no record to its gates.");

    /// <summary>The gates that the workflow's own module says beside its steps.</summary>
    IReadOnlyList<IStepGate> Gates => [];
}

/// <summary>A record that several ask for in one look or one step: read from the database by the first of them and kept for the others.</summary>
/// <param name="workflow">The workflow that reads it.</param>
/// <param name="db">The scope of the look or the step.</param>
/// <param name="recordId">The record.</param>
public sealed class RecordReading(IWorkflow workflow, DbScope db, long recordId)
{
    private Task<object?>? _record;

    /// <summary>The scope.</summary>
    public DbScope Db => db;

    /// <summary>The record's id.</summary>
    public long RecordId => recordId;

    /// <summary>The record.</summary>
    /// <exception cref="Refusal"><c>not_found</c>: it is gone.</exception>
    public async Task<T> GetAsync<T>() where T : class =>
        (T)(await (_record ??= workflow.ReadRecordAsync(db, recordId)) ?? throw Refusal.NotFound($"没有找到这条{workflow.Definition.Label}记录。"));
}

/// <summary>
/// What one module has to say before a step of a record, possibly another module's: gathers facts, calls rules, returns their findings.
/// Also called to draw the panel, so it must not write.
/// </summary>
[Discovered]
public interface IStepGate
{
    /// <summary>The kind of record.</summary>
    string RecordType { get; }

    /// <summary>The step it guards.</summary>
    string Step { get; }

    /// <summary>What the gate looks at, as a line of the checklist: 授课教师资格.</summary>
    string Label { get; }

    /// <summary>Findings; none means the line is green.</summary>
    Task<IReadOnlyList<Finding>> CheckAsync(StepContext step);

    /// <summary>The rules it asks; what they rest on is what the line rests on.</summary>
    IReadOnlyList<Type> Rules => [];

    /// <summary>The articles the line rests on, also when it is green.</summary>
    IReadOnlyList<Citation> Articles => RestsOnAttribute.ArticlesOf([GetType(), .. Rules]);

    /// <summary>Who can mend what is missing, in words: 班主任, 管理办公室. Null is whoever may take the step.</summary>
    string? Actor => null;

    /// <summary>The button that leads to where it is mended, a verb.</summary>
    string RemedyLabel => "去处理";

    /// <summary>Its place on the checklist among the gates that other modules bring; the workflow's own come first. Equal ones stand by module and name.</summary>
    int Order => 0;
}

/// <summary>A step about to be taken or being taken.</summary>
/// <param name="Db">The transaction.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Step">The step.</param>
/// <param name="From">State it is taken from.</param>
/// <param name="User">Who takes it.</param>
/// <param name="Comment">What the user wrote, or null.</param>
public sealed record StepContext(DbScope Db, long RecordId, StepDefinition Step, string From, ICurrentUser User, string? Comment)
{
    /// <summary>The engine, for effects that take a step of another record in the same transaction.</summary>
    public required WorkflowEngine Engine { get; init; }

    /// <summary>The record as it stood before the step, for gates and effects alike.</summary>
    public required RecordReading Reading { get; init; }

    /// <summary>The record as it stood before the step, read once for all gates.</summary>
    /// <exception cref="Refusal"><c>not_found</c>: it is gone.</exception>
    public Task<T> RecordAsync<T>() where T : class => Reading.GetAsync<T>();
}
