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

/// <summary>How many of the contact's own people stand where in a class.</summary>
internal sealed record OwnPeopleCount
{
    public long ClassId { get; init; }
    public int Admitted { get; init; }
    public int Waiting { get; init; }
}

/// <summary>The people of an organisation.</summary>
internal sealed class OrganisationPeople
{
    public Task<IReadOnlyList<OwnPerson>> OfAsync(DbScope db, string employerKey, long classId) => db.QueryAsync<OwnPerson>("""
        SELECT l.id, l.name, l.number_masked, l.title, l.employer_key, e.state
        FROM learner l LEFT JOIN enrolment e ON e.learner_id = l.id AND e.class_id = @classId
        WHERE l.employer_key = @employerKey AND l.restricted_at IS NULL ORDER BY l.name, l.id
        """, new { employerKey, classId });

    public Task<IReadOnlyList<OwnPeopleCount>> CountsAsync(DbScope db, string employerKey) => db.QueryAsync<OwnPeopleCount>("""
        SELECT e.class_id, SUM(CASE WHEN e.state = @Admitted THEN 1 ELSE 0 END) AS admitted, SUM(CASE WHEN e.state = @Waitlisted THEN 1 ELSE 0 END) AS waiting
        FROM enrolment e JOIN learner l ON l.id = e.learner_id WHERE l.employer_key = @employerKey GROUP BY e.class_id
        """, new { employerKey, EnrolmentStates.Admitted, EnrolmentStates.Waitlisted });
}
