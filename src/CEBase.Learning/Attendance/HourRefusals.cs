using CEBase.Learning.Ledger;

namespace CEBase.Learning.Attendance;

/// <summary>Hours a rule kept from being posted.</summary>
internal sealed record HourRefusal
{
    public long Id { get; init; }
    public long SessionId { get; init; }
    public long ClassId { get; init; }
    public long LearnerId { get; init; }
    public DateOnly Day { get; init; }
    public StudyHours Hours { get; init; }
    public string Rule { get; init; } = "";
    public string Sentence { get; init; } = "";

    /// <summary>Articles, separated by blanks.</summary>
    public string Articles { get; init; } = "";

    /// <summary>As a finding, for the findings list.</summary>
    public Finding AsFinding() => new(Severity.Block, Rule, Sentence, [.. Articles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Citation.Parse)]);
}

/// <summary>Refusals in the database; a lifted one is kept but shown no more.</summary>
internal sealed class HourRefusals(TimeProvider clock)
{
    private const string Select = "SELECT id, session_id, class_id, learner_id, day, hours, rule, sentence, articles FROM hour_refusal";

    public Task<IReadOnlyList<HourRefusal>> OfLearnerAsync(DbScope db, long learnerId, int year) =>
        db.QueryAsync<HourRefusal>($"{Select} WHERE learner_id = @learnerId AND year = @year AND lifted_at IS NULL ORDER BY day, id", new { learnerId, year });

    public Task<IReadOnlyList<HourRefusal>> OfSessionAsync(DbScope db, long sessionId) =>
        db.QueryAsync<HourRefusal>($"{Select} WHERE session_id = @sessionId AND lifted_at IS NULL ORDER BY id", new { sessionId });

    public Task<IReadOnlyList<HourRefusal>> OfClassAsync(DbScope db, long classId) =>
        db.QueryAsync<HourRefusal>($"{Select} WHERE class_id = @classId AND lifted_at IS NULL ORDER BY id", new { classId });

    public Task LiftAsync(DbScope db, long sessionId, long? learnerId = null) => db.ExecuteAsync(
        "UPDATE hour_refusal SET lifted_at = @At WHERE session_id = @sessionId AND lifted_at IS NULL AND (CAST(@learnerId AS bigint) IS NULL OR learner_id = @learnerId)",
        new { sessionId, learnerId, At = clock.GetUtcNow() });

    public async Task AddAsync(DbScope db, IReadOnlyList<HourRefusal> refusals)
    {
        foreach (var chunk in refusals.Chunk(300))
        {
            var rows = new SqlRows(10);
            foreach (var r in chunk)
            {
                rows.Add(r.SessionId, r.ClassId, r.LearnerId, r.Day, r.Day.Year, r.Hours, r.Rule, r.Sentence, r.Articles, clock.GetUtcNow());
            }
            await db.ExecuteAsync($"INSERT INTO hour_refusal (session_id, class_id, learner_id, day, year, hours, rule, sentence, articles, refused_at) VALUES {rows.Sql}", rows.Parameters);
        }
    }
}
