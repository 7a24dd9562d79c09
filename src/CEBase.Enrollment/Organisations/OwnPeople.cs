using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Organisations;

/// <summary>Somebody of the contact's own organisation, and where that person stands in a class.</summary>
internal sealed record OwnPerson
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string NumberMasked { get; init; } = "";
    public string Title { get; init; } = "";
    public string EmployerKey { get; init; } = "";
    public string? State { get; init; }

    /// <summary>Not in the class: may be put on the list.</summary>
    public bool IsFree => State is null or EnrolmentStates.Withdrawn or TransientStates.Started;
}

/// <summary>The people of an organisation.</summary>
internal static class OwnPeople
{
    public static Task<IReadOnlyList<OwnPerson>> OfAsync(DbScope db, string employerKey, long classId) => db.QueryAsync<OwnPerson>("""
        SELECT l.id, l.name, l.number_masked, l.title, l.employer_key, e.state
        FROM learner l LEFT JOIN enrolment e ON e.learner_id = l.id AND e.class_id = @classId
        WHERE l.employer_key = @employerKey AND l.restricted_at IS NULL ORDER BY l.name, l.id
        """, new { employerKey, classId });
}
