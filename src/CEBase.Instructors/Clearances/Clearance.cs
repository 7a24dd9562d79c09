namespace CEBase.Instructors.Clearances;

/// <summary>Which paper: a background check with the Party committee's review, or an exception from NPU 13.</summary>
internal enum ClearanceKind
{
    Review,
    Exception,
}

/// <summary>A paper that holds on the days it names, once a second person has approved it.</summary>
internal sealed record Clearance
{
    public long Id { get; init; }
    public long InstructorId { get; init; }
    public ClearanceKind Kind { get; init; }

    /// <summary>What the background check found, or why an exception is asked for.</summary>
    public string Grounds { get; init; } = "";

    /// <summary>The Party organisation that reviews; empty for exceptions.</summary>
    public string ReviewedBy { get; init; } = "";
    public DateOnly HoldsFrom { get; init; }
    public DateOnly HoldsUntil { get; init; }
    public string? FileHash { get; init; }
    public string? FileName { get; init; }
    public string State { get; init; } = ClearanceStates.Draft;
    public long? RequestedBy { get; init; }
    public string RequestedByName { get; init; } = "";
    public DateTimeOffset RequestedAt { get; init; }
    public string? DecidedByName { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
}

internal static class ClearanceStates
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Approved = "approved";
    public const string Refused = "refused";
    public const string Revoked = "revoked";

    public static IReadOnlyList<StateDefinition> All { get; } =
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Submitted, "待审批", StateTone.Waiting),
        new(Approved, "已批准", StateTone.Done),
        new(Refused, "未批准", StateTone.Stopped),
        new(Revoked, "已撤销", StateTone.Stopped),
    ];

    public static StateDefinition Of(string state) => All.First(s => s.Name == state);

    public static string Label(this ClearanceKind kind) => kind == ClearanceKind.Review ? "背景调查与党委审核" : "资格例外";

    public static string RecordType(this ClearanceKind kind) => kind == ClearanceKind.Review ? "InstructorReview" : "InstructorException";
}
