namespace CEBase.Enrollment.Seats;

/// <summary>An enrolment (报名) as stored: one a learner and class, reused when the learner applies again.</summary>
internal sealed record Enrolment
{
    public long Id { get; init; }
    public long ClassId { get; init; }
    public long LearnerId { get; init; }
    public string State { get; init; } = "";
    public string Source { get; init; } = "";
    public long? QuotaId { get; init; }

    /// <summary>Number drawn when the line was joined; the line is in its order.</summary>
    public long Turn { get; init; }

    public long? GroupApplicationId { get; init; }
    public DateTimeOffset AppliedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    internal const string Columns = "id, class_id, learner_id, state, source, quota_id, turn, group_application_id, applied_at, decided_at";
}

/// <summary>States of the row that nobody sees from outside.</summary>
internal static class TransientStates
{
    /// <summary>The row was made and its first step is being taken, in one transaction.</summary>
    public const string Started = "started";
}
