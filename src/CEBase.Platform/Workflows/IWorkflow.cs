using CEBase.Platform.Data;
using CEBase.Platform.Findings;
using CEBase.Platform.Security;

namespace CEBase.Platform.Workflows;

/// <summary>One kind of record as the workflow engine sees it. A module registers one for each of its records that has a life.</summary>
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
}

/// <summary>
/// What one module has to say before a step of a record, possibly another module's: gathers facts, calls rules, returns their findings.
/// Also called to draw the panel, so it must not write.
/// </summary>
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
}

/// <summary>A step about to be taken or being taken.</summary>
/// <param name="Session">The transaction.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Step">The step.</param>
/// <param name="From">State it is taken from.</param>
/// <param name="User">Who takes it.</param>
/// <param name="Comment">What the user wrote, or null.</param>
public sealed record StepContext(DbScope Session, long RecordId, StepDefinition Step, string From, ICurrentUser User, string? Comment);
