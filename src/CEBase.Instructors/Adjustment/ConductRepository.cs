namespace CEBase.Instructors.Adjustment;

/// <summary>Rows of ratings and incidents.</summary>
internal sealed class ConductRepository
{
    private const string Ratings = "SELECT id, instructor_id, class_no, score, answers, rated_on, note, recorded_by_name FROM instructor_rating";
    private const string Incidents = "SELECT id, instructor_id, kind, happened_on, description, state, outcome, closed_on, recorded_by_name FROM instructor_incident";

    public async Task<ILookup<long, Rating>> RatingsAsync(DbScope db, IReadOnlyCollection<long> instructorIds) =>
        (await db.QueryAsync<Rating>($"{Ratings} WHERE instructor_id IN @instructorIds ORDER BY rated_on DESC, class_no DESC", new { instructorIds })).ToLookup(r => r.InstructorId);

    public async Task<ILookup<long, Incident>> IncidentsAsync(DbScope db, IReadOnlyCollection<long> instructorIds) =>
        (await db.QueryAsync<Incident>($"{Incidents} WHERE instructor_id IN @instructorIds ORDER BY id DESC", new { instructorIds })).ToLookup(i => i.InstructorId);

    public Task<Incident?> FindAsync(DbScope db, long id) => db.FirstAsync<Incident>($"{Incidents} WHERE id = @id", new { id });

    /// <summary>The incident that the same form reported before.</summary>
    public Task<long?> FindByKeyAsync(DbScope db, string requestKey) => db.FirstAsync<long?>("SELECT id FROM instructor_incident WHERE request_key = @requestKey", new { requestKey });

    public Task<int> OpenAsync(DbScope db, long instructorId) => db.ScalarAsync<int>("SELECT count(*) FROM instructor_incident WHERE instructor_id = @instructorId AND state = 'open'", new { instructorId });

    /// <summary>False when it says what stands there already.</summary>
    public async Task<bool> SaveAsync(DbScope db, Rating rating, string by) => await db.ExecuteAsync("""
        INSERT INTO instructor_rating (instructor_id, class_no, score, answers, rated_on, note, recorded_by_name)
        VALUES (@InstructorId, @ClassNo, @Score, @Answers, @RatedOn, @Note, @by)
        ON CONFLICT (instructor_id, class_no) DO UPDATE SET score = excluded.score, answers = excluded.answers, rated_on = excluded.rated_on, note = excluded.note,
          recorded_by_name = excluded.recorded_by_name
        WHERE instructor_rating.score <> excluded.score OR instructor_rating.answers <> excluded.answers OR instructor_rating.rated_on <> excluded.rated_on OR instructor_rating.note <> excluded.note
        """, new { rating.InstructorId, rating.ClassNo, rating.Score, rating.Answers, rating.RatedOn, rating.Note, by }) == 1;

    public Task<long> AddAsync(DbScope db, Incident incident, string by, DateTimeOffset now, string? requestKey) => db.InsertAsync("""
        INSERT INTO instructor_incident (instructor_id, kind, happened_on, description, state, recorded_by_name, recorded_at, request_key)
        VALUES (@InstructorId, @Kind, @HappenedOn, @Description, 'open', @by, @now, @requestKey)
        """, new { incident.InstructorId, incident.Kind, incident.HappenedOn, incident.Description, by, now, requestKey });

    public Task CloseAsync(DbScope db, long id, string? outcome, DateOnly day) => db.ExecuteAsync("UPDATE instructor_incident SET outcome = @outcome, closed_on = @day WHERE id = @id", new { id, outcome, day });
}
