namespace CEBase.Enrollment.Seats;

/// <summary>An enrolment (报名): one a learner and class, reused when the learner applies again. With what gates ask of its learner.</summary>
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
    public long? AccountId { get; init; }
    public string LearnerName { get; init; } = "";
    public string NumberMasked { get; init; } = "";
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string Employer { get; init; } = "";
    public string EmployerKey { get; init; } = "";
    public string? CreditCode { get; init; }

    /// <summary>Everything an application needs to know of the learner is there.</summary>
    public bool IsComplete => LearnerName.Length > 0 && (Phone is not null || Email is not null);
}

/// <summary>States of the row that nobody sees from outside.</summary>
internal static class TransientStates
{
    /// <summary>The row was made and its first step is being taken, in one transaction.</summary>
    public const string Started = "started";
}

/// <summary>Reads enrolments; they are written by <see cref="SeatService"/> and moved by <see cref="EnrolmentWorkflow"/> only.</summary>
internal sealed class EnrolmentRepository
{
    private const string Select = """
        SELECT e.id, e.class_id, e.learner_id, e.state, e.source, e.quota_id, e.turn, e.group_application_id, e.applied_at,
          l.account_id, l.name AS learner_name, l.number_masked, l.phone, l.email, l.employer, l.employer_key, l.credit_code
        FROM enrolment e JOIN learner l ON l.id = e.learner_id
        """;

    public Task<Enrolment?> FindAsync(DbScope db, long id) => db.FirstAsync<Enrolment>($"{Select} WHERE e.id = @id", new { id });

    public Task<Enrolment?> OfLearnerAsync(DbScope db, long classId, long learnerId) =>
        db.FirstAsync<Enrolment>($"{Select} WHERE e.class_id = @classId AND e.learner_id = @learnerId", new { classId, learnerId });

    /// <summary>Of these enrolments of a class, in the order in which they are dealt with.</summary>
    public Task<IReadOnlyList<Enrolment>> OfClassAsync(DbScope db, long classId, IReadOnlyCollection<long> ids) =>
        db.QueryAsync<Enrolment>($"{Select} WHERE e.class_id = @classId AND e.id IN @Ids ORDER BY e.turn, e.applied_at, e.id", new { classId, Ids = ids.ToArray() });

    /// <summary>Everybody who holds a seat.</summary>
    public Task<IReadOnlyList<Enrolment>> RosterAsync(DbScope db, long classId) =>
        db.QueryAsync<Enrolment>($"{Select} WHERE e.class_id = @classId AND e.state = @Admitted ORDER BY l.employer, l.name, e.id", new { classId, EnrolmentStates.Admitted });

    /// <summary>How many of a class stand in each state.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(DbScope db, long classId) =>
        (await db.QueryAsync<Count>("SELECT state, count(*) AS people FROM enrolment WHERE class_id = @classId GROUP BY state", new { classId })).ToDictionary(c => c.State, c => c.People);

    private sealed record Count
    {
        public string State { get; init; } = "";
        public int People { get; init; }
    }
}
