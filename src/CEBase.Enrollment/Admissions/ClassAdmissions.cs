using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Admissions;

/// <summary>A line of the list of a class's enrolments.</summary>
internal sealed record AdmissionRow
{
    public long Id { get; init; }
    public long LearnerId { get; init; }
    public string State { get; init; } = "";
    public string Source { get; init; } = "";
    public string Name { get; init; } = "";
    public string Sex { get; init; } = "";
    public string NumberMasked { get; init; } = "";
    public string Employer { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Phone { get; init; }
    public long Turn { get; init; }
    public long? GroupApplicationId { get; init; }
    public string? GroupLabel { get; init; }
    public DateTimeOffset AppliedAt { get; init; }
}

/// <summary>What a list shows.</summary>
/// <param name="State">One state, or null for all.</param>
/// <param name="Text">Name or employer, or null.</param>
/// <param name="Sort">Column, with a minus for descending.</param>
/// <param name="Page">From 1.</param>
/// <param name="Size">Lines a page.</param>
internal sealed record AdmissionQuery(string? State, string? Text, string? Sort, int Page, int Size);

/// <summary>Reads the enrolments of a class for staff.</summary>
internal sealed class ClassAdmissions(SeatPool pool)
{
    /// <summary>How many stand in each state.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(DbScope db, long classId) =>
        (await db.QueryAsync<Count>("SELECT state, count(*) AS people FROM enrolment WHERE class_id = @classId GROUP BY state", new { classId }))
            .ToDictionary(c => c.State, c => c.People);

    public Task<IReadOnlyList<GroupRow>> GroupsAsync(DbScope db, long classId) => pool.GroupsAsync(db, classId);

    public async Task<(IReadOnlyList<AdmissionRow> Rows, long Total)> ListAsync(DbScope db, long classId, AdmissionQuery query)
    {
        const string From = "FROM enrolment e JOIN learner l ON l.id = e.learner_id LEFT JOIN seat_group g ON g.quota_id = e.quota_id";
        var where = "WHERE e.class_id = @classId AND e.state <> @Started";
        if (query.State is not null)
        {
            where += " AND e.state = @State";
        }
        if (query.Text is not null)
        {
            where += @" AND (l.name LIKE @Text ESCAPE '\' OR l.employer LIKE @Text ESCAPE '\')";
        }
        var parameters = new
        {
            classId,
            TransientStates.Started,
            query.State,
            Text = query.Text is null ? null : SqlText.Containing(query.Text),
            query.Size,
            Skip = (query.Page - 1) * query.Size,
        };
        var total = await db.ScalarAsync<long>($"SELECT count(*) {From} {where}", parameters);
        var rows = await db.QueryAsync<AdmissionRow>($"""
            SELECT e.id, e.learner_id, e.state, e.source, e.turn, e.group_application_id, e.applied_at, g.label AS group_label,
              l.name, l.sex, l.number_masked, l.employer, l.title, l.phone
            {From} {where} ORDER BY {Order(query)} LIMIT @Size OFFSET @Skip
            """, parameters);
        return (rows, total);
    }

    /// <summary>The waiting list is shown in its own order.</summary>
    private static string Order(AdmissionQuery query) => query.Sort switch
    {
        "name" => "l.name, e.id",
        "-name" => "l.name DESC, e.id",
        "employer" => "l.employer, l.name, e.id",
        "-employer" => "l.employer DESC, l.name, e.id",
        "applied" => "e.applied_at, e.id",
        "-applied" => "e.applied_at DESC, e.id",
        _ when query.State == EnrolmentStates.Waitlisted => "e.turn, e.id",
        _ => "e.applied_at DESC, e.id DESC",
    };

    private sealed record Count
    {
        public string State { get; init; } = "";
        public int People { get; init; }
    }
}
