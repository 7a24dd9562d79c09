using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Adjustment;

/// <summary>Records ratings and incidents; what falls under the threshold puts the instructor on the review list in the same transaction.</summary>
[RestsOn("BJTU:17", "BJTU:19", How = "登记评价与事件，达到条件即列入复核名单")]
internal sealed class ConductService(WorkflowEngine engine, IEnumerable<IParameters> parameters, Trace trace, TimeProvider clock)
{
    /// <summary>Least satisfaction in percent.</summary>
    public const string ThresholdParameter = "survey.satisfaction-teacher";

    /// <summary>Records a class's rating, or corrects it.</summary>
    /// <exception cref="Refusal"><c>rating_…</c>.</exception>
    public async Task RateAsync(DbScope db, Rating rating, ICurrentUser user)
    {
        rating = rating with { ClassNo = rating.ClassNo.Trim(), Note = rating.Note.Trim() };
        Require(rating.ClassNo.Length is > 0 and <= 30, "rating_class", "请填写班号。", nameof(rating.ClassNo));
        Require(rating.Score is >= 0 and <= 1000, "rating_score", "满意度应为 0 到 100 之间的百分数，最多一位小数。", "Percent");
        Require(rating.Answers is > 0 and <= 100_000, "rating_answers", "请填写收回的份数。", nameof(rating.Answers));
        Require(rating.RatedOn.Year >= 2000 && rating.RatedOn <= clock.Today(), "rating_day", "请填写评价日期，不晚于今天。", nameof(rating.RatedOn));
        Require(rating.Note.Length <= 500, "rating_note", "说明最多 500 个字。", nameof(rating.Note));
        var changed = await db.ExecuteAsync("""
            INSERT INTO instructor_rating (instructor_id, class_no, score, answers, rated_on, note, recorded_by_name)
            VALUES (@InstructorId, @ClassNo, @Score, @Answers, @RatedOn, @Note, @DisplayName)
            ON CONFLICT (instructor_id, class_no) DO UPDATE SET score = excluded.score, answers = excluded.answers, rated_on = excluded.rated_on, note = excluded.note,
              recorded_by_name = excluded.recorded_by_name
            WHERE instructor_rating.score <> excluded.score OR instructor_rating.answers <> excluded.answers OR instructor_rating.rated_on <> excluded.rated_on OR instructor_rating.note <> excluded.note
            """, new { rating.InstructorId, rating.ClassNo, rating.Score, rating.Answers, rating.RatedOn, rating.Note, user.DisplayName });
        if (changed == 0)
        {
            return;
        }
        await trace.AppendAsync(db, new TraceEntry(InstructorService.RecordType, rating.InstructorId, "rating") { Comment = $"{rating.ClassNo} 班满意度 {rating.Percent:0.#}%，{rating.Answers} 份" }, user);
        await FlagAsync(db, rating.InstructorId, [rating], [], user);
    }

    /// <summary>Records an incident and returns its number. The same request key again returns the first one's.</summary>
    /// <exception cref="Refusal"><c>incident_…</c>.</exception>
    public async Task<long> ReportAsync(DbScope db, Incident incident, string? requestKey, ICurrentUser user)
    {
        incident = incident with { Description = incident.Description.Trim() };
        Require(IncidentWords.Kinds.ContainsKey(incident.Kind), "incident_kind", "请选择事件类别。", nameof(incident.Kind));
        Require(incident.HappenedOn.Year >= 2000 && incident.HappenedOn <= clock.Today(), "incident_day", "请填写发生日期，不晚于今天。", nameof(incident.HappenedOn));
        Require(incident.Description.Length is > 0 and <= 2000, "incident_description", "请写明经过，最多 2000 个字。", nameof(incident.Description));
        if (requestKey is not null && await db.FirstAsync<long?>("SELECT id FROM instructor_incident WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        var id = await db.InsertAsync("""
            INSERT INTO instructor_incident (instructor_id, kind, happened_on, description, state, recorded_by_name, recorded_at, request_key)
            VALUES (@InstructorId, @Kind, @HappenedOn, @Description, 'open', @DisplayName, @Now, @requestKey)
            """, new { incident.InstructorId, incident.Kind, incident.HappenedOn, incident.Description, user.DisplayName, Now = clock.GetUtcNow(), requestKey });
        await trace.AppendAsync(db, new TraceEntry(IncidentWorkflow.RecordType, id, "create") { To = IncidentWorkflow.Open }, user);
        await trace.AppendAsync(db, new TraceEntry(InstructorService.RecordType, incident.InstructorId, "incident") { Comment = $"{incident.HappenedOn.InTable()} {IncidentWords.Kinds[incident.Kind]}" }, user);
        await FlagAsync(db, incident.InstructorId, [], [incident], user);
        return id;
    }

    public static Task<IReadOnlyList<Rating>> RatingsAsync(DbScope db, long instructorId) => db.QueryAsync<Rating>(
        "SELECT id, instructor_id, class_no, score, answers, rated_on, note, recorded_by_name FROM instructor_rating WHERE instructor_id = @instructorId ORDER BY rated_on DESC, class_no DESC", new { instructorId });

    public static Task<IReadOnlyList<Incident>> IncidentsAsync(DbScope db, long instructorId) => db.QueryAsync<Incident>("""
        SELECT id, instructor_id, kind, happened_on, description, state, outcome, closed_on, recorded_by_name FROM instructor_incident
        WHERE instructor_id = @instructorId ORDER BY id DESC
        """, new { instructorId });

    /// <summary>Least satisfaction in percent today; null where the base has set none.</summary>
    public async Task<decimal?> ThresholdAsync(DbScope db) => parameters.FirstOrDefault() is { } source ? (await source.TryGetAsync(db, ThresholdParameter, clock.Today()))?.Decimal : null;

    private async Task FlagAsync(DbScope db, long instructorId, Rating[] ratings, Incident[] incidents, ICurrentUser user)
    {
        var reasons = ReviewListRule.Check(ratings, incidents, await ThresholdAsync(db)).ToList();
        if (reasons.Count == 0)
        {
            return;
        }
        // The rule puts them there, not the clerk: somebody who may record need not hold the step's right.
        await engine.TakeAsync(db, new StepRequest(InstructorService.RecordType, instructorId, InstructorWorkflow.Flag)
        {
            Comment = $"{string.Join("", reasons.Select(r => r.Sentence))}由{user.DisplayName}登记。",
        }, SystemUser.Instance);
    }

    private static void Require(bool holds, string code, string sentence, string field)
    {
        if (!holds)
        {
            throw new Refusal(code, sentence) { Field = field };
        }
    }
}
