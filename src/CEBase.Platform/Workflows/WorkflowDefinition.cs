using CEBase.Platform.Security;

namespace CEBase.Platform.Workflows;

/// <summary>How a state looks in a badge.</summary>
public enum StateTone
{
    /// <summary>Not begun.</summary>
    Quiet,

    /// <summary>Under way.</summary>
    Active,

    /// <summary>Waits for somebody's look.</summary>
    Waiting,

    /// <summary>Passed, done, allowed.</summary>
    Done,

    /// <summary>Stopped or refused.</summary>
    Stopped,
}

/// <summary>A state of a record.</summary>
/// <param name="Name">As stored, <c>open</c>.</param>
/// <param name="Label">As shown, 报名中.</param>
/// <param name="Tone">How the badge looks.</param>
public sealed record StateDefinition(string Name, string Label, StateTone Tone = StateTone.Active);

/// <summary>A step (环节): from which states, to which, who may take it, what it asks for.</summary>
/// <param name="Name">Stable name, <c>open</c>.</param>
/// <param name="Label">The button, a verb: 开放报名.</param>
/// <param name="From">States it starts from.</param>
/// <param name="To">State it ends in.</param>
/// <param name="Permission">Name of the permission that may take it.</param>
public sealed record StepDefinition(string Name, string Label, IReadOnlyList<string> From, string To, string Permission)
{
    /// <summary>The step needs a written comment: a return, a cancellation.</summary>
    public bool AsksComment { get; init; }

    /// <summary>The permission that may let a Review finding pass with a reason; by default the step's own.</summary>
    public string? ReviewPermission { get; init; }

    /// <summary>Only the program takes it (an effect of another step); no button is drawn.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>It undoes or ends something: drawn apart and confirmed.</summary>
    public bool IsGrave { get; init; }
}

/// <summary>The life of one kind of record.</summary>
/// <param name="RecordType">Stable name of the kind, <c>TrainingClass</c>.</param>
/// <param name="Label">What it is called: 培训班.</param>
/// <param name="States">Every state.</param>
/// <param name="Steps">Every step.</param>
public sealed record WorkflowDefinition(string RecordType, string Label, IReadOnlyList<StateDefinition> States, IReadOnlyList<StepDefinition> Steps)
{
    /// <summary>The state of that name.</summary>
    public StateDefinition State(string name) => States.First(s => s.Name == name);

    /// <summary>The step of that name.</summary>
    public StepDefinition Step(string name) => Steps.First(s => s.Name == name);
}
