using CEBase.Platform.Findings;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Workflows;

/// <summary>A request to take a step.</summary>
/// <param name="RecordType">Kind of record.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Step">Name of the step.</param>
public sealed record StepRequest(string RecordType, long RecordId, string Step)
{
    /// <summary>Comment, and the written reason when a Review finding is to be passed.</summary>
    public string? Comment { get; init; }

    /// <summary>Content hashes of attached files.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>The user has read the Review findings and lets them pass with <see cref="Comment"/> as the reason.</summary>
    public bool PassReviews { get; init; }

    /// <summary>
    /// The <see cref="OfferedStep.Seen"/> of the page on which the user decided. The step is refused when the record has moved since, so that
    /// nobody approves another record than the one on screen. Null where nobody read a page: verbs, effects, the API.
    /// </summary>
    public long? Seen { get; init; }
}

/// <summary>What became of a request.</summary>
/// <param name="Taken">The step was taken; false means nothing changed.</param>
/// <param name="State">The record's state now.</param>
/// <param name="Findings">What the gates said.</param>
/// <param name="Refusal">Why it was not taken, one sentence; null when taken.</param>
public sealed record StepOutcome(bool Taken, string State, IReadOnlyList<Finding> Findings, string? Refusal)
{
    /// <summary>The record is already where the step leads: pressed twice. Nothing changed and nothing is wrong.</summary>
    public bool AlreadyThere { get; init; }

    /// <summary>Itself, when the step was taken or had been before.</summary>
    /// <param name="withFindings">What blocks it is said in the sentence: where no panel shows it.</param>
    /// <exception cref="Refusals.Refusal"><c>step_refused</c>: the step was not taken.</exception>
    public StepOutcome OrRefuse(bool withFindings = false) => Taken || AlreadyThere ? this : throw new Refusals.Refusal("step_refused", withFindings
        ? string.Join(" ", Findings.Where(f => f.Severity == Severity.Block).Select(f => f.Sentence).Prepend(Refusal!))
        : Refusal!) { Status = 409 };
}

/// <summary>One line of a gate checklist.</summary>
/// <param name="Label">What was looked at.</param>
/// <param name="Findings">What it said; none means green.</param>
public sealed record GateLine(string Label, IReadOnlyList<Finding> Findings)
{
    /// <summary>The articles the line rests on, also when it is green.</summary>
    public IReadOnlyList<Citation> Articles { get; init; } = [];

    /// <summary>Who can mend what is missing; null is whoever may take the step.</summary>
    public string? Actor { get; init; }

    /// <summary>The button that leads to a finding's remedy.</summary>
    public string RemedyLabel { get; init; } = "去处理";
}

/// <summary>A step as the panel or a checklist shows it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Allowed">The user holds the permission.</param>
/// <param name="Gates">The checklist.</param>
public sealed record OfferedStep(StepDefinition Step, bool Allowed, IReadOnlyList<GateLine> Gates)
{
    /// <summary>Who else takes it: labels of the roles that hold the permission, but for those that hold all.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Number of the trace entry by which the record came where it stands; 0 when it never moved. The step's form sends it back.</summary>
    public long? Seen { get; init; }

    /// <summary>All findings of the checklist.</summary>
    public IEnumerable<Finding> Findings => Gates.SelectMany(g => g.Findings);

    /// <summary>Some finding stops it.</summary>
    public bool IsBlocked => Findings.Any(f => f.Severity == Severity.Block);

    /// <summary>It needs a written reason.</summary>
    public bool NeedsReason => Findings.Any(f => f.Severity == Severity.Review);
}

/// <summary>Everything the workflow panel draws: where the record stands, what can be done, what stops it, what happened.</summary>
/// <param name="Definition">The workflow.</param>
/// <param name="RecordId">The record.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Steps">What can be done next.</param>
/// <param name="History">What happened so far, newest first.</param>
public sealed record WorkflowView(WorkflowDefinition Definition, long RecordId, StateDefinition State, IReadOnlyList<OfferedStep> Steps, IReadOnlyList<Traces.TraceLine> History);
