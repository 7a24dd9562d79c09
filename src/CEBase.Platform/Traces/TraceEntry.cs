using CEBase.Platform.Findings;

namespace CEBase.Platform.Traces;

/// <summary>A trace (痕迹) to be appended: which record, which step, on which findings.</summary>
/// <param name="RecordType">Kind of record.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Step">Step or act, a stable name: <c>open</c>, <c>reveal_personal_number</c>.</param>
public sealed record TraceEntry(string RecordType, long RecordId, string Step)
{
    /// <summary>State before; empty when the act moves nothing.</summary>
    public string From { get; init; } = "";

    /// <summary>State after; empty when the act moves nothing.</summary>
    public string To { get; init; } = "";

    /// <summary>What the rules said.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What the user wrote; kept beside the chain, which holds only its salted hash.</summary>
    public string? Comment { get; init; }

    /// <summary>Content hashes of attached files.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];
}

/// <summary>A trace as read back, for timelines.</summary>
public sealed record TraceLine
{
    /// <summary>Number of the entry.</summary>
    public long Id { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who, by account; null for the system.</summary>
    public long? ActorId { get; init; }

    /// <summary>Who, by name as it was then.</summary>
    public string ActorName { get; init; } = "";

    /// <summary>Kind of record.</summary>
    public string RecordType { get; init; } = "";

    /// <summary>The record.</summary>
    public long RecordId { get; init; }

    /// <summary>Step or act.</summary>
    public string Step { get; init; } = "";

    /// <summary>State before.</summary>
    public string FromState { get; init; } = "";

    /// <summary>State after.</summary>
    public string ToState { get; init; } = "";

    /// <summary>What the user wrote.</summary>
    public string? Comment { get; init; }

    /// <summary>Findings as JSON, see <see cref="Trace.FindingsOf"/>.</summary>
    public string Findings { get; init; } = "[]";

    /// <summary>Attachment hashes as a JSON array.</summary>
    public string Attachments { get; init; } = "[]";
}
