namespace CEBase.Catalogue.Closing;

/// <summary>Rows of summaries, evaluations and improvements.</summary>
internal sealed class ClosingRepository
{
    public Task<ClassSummary?> SummaryAsync(DbScope db, long classId) => db.FirstAsync<ClassSummary>("""
        SELECT class_id, state, overview, teaching, results, evaluation, problems, figures, saved_at, saved_by_name, submitted_on, submitted_by_name, filed_on, filing_no, version
        FROM class_summary WHERE class_id = @classId
        """, new { classId });

    public Task<ClassEvaluation?> EvaluationAsync(DbScope db, long classId) => db.FirstAsync<ClassEvaluation>("""
        SELECT class_id, sent, returned, instructors, content, management, opinions, reason, recorded_at, recorded_by_name, version
        FROM class_evaluation WHERE class_id = @classId
        """, new { classId });

    public Task<IReadOnlyList<Improvement>> ImprovementsAsync(DbScope db, long classId) => db.QueryAsync<Improvement>("""
        SELECT id, class_id, problem, measure, responsible, due_on, done_on, outcome FROM class_improvement WHERE class_id = @classId ORDER BY due_on, id
        """, new { classId });

    public Task PutAsync(DbScope db, long classId, ClassSummary summary, DateTimeOffset now, string savedBy) => db.ExecuteAsync("""
        INSERT INTO class_summary (class_id, state, overview, teaching, results, evaluation, problems, figures, saved_at, saved_by_name, version)
        VALUES (@classId, 'draft', @Overview, @Teaching, @Results, @Evaluation, @Problems, '[]', @now, @savedBy, 1)
        ON CONFLICT (class_id) DO UPDATE SET overview = excluded.overview, teaching = excluded.teaching, results = excluded.results, evaluation = excluded.evaluation,
          problems = excluded.problems, saved_at = excluded.saved_at, saved_by_name = excluded.saved_by_name, version = class_summary.version + 1
        """, new
    {
        classId, Overview = summary.Overview.Trim(), Teaching = summary.Teaching.Trim(), Results = summary.Results.Trim(), Evaluation = summary.Evaluation.Trim(), Problems = summary.Problems.Trim(), now, savedBy,
    });

    public Task PutAsync(DbScope db, long classId, ClassEvaluation e, DateTimeOffset now, string recordedBy) => db.ExecuteAsync("""
        INSERT INTO class_evaluation (class_id, sent, returned, instructors, content, management, opinions, reason, recorded_at, recorded_by_name, version)
        VALUES (@classId, @Sent, @Returned, @Instructors, @Content, @Management, @Opinions, @Reason, @now, @recordedBy, 1)
        ON CONFLICT (class_id) DO UPDATE SET sent = excluded.sent, returned = excluded.returned, instructors = excluded.instructors, content = excluded.content,
          management = excluded.management, opinions = excluded.opinions, reason = excluded.reason, recorded_at = excluded.recorded_at,
          recorded_by_name = excluded.recorded_by_name, version = class_evaluation.version + 1
        """, new { classId, e.Sent, e.Returned, e.Instructors, e.Content, e.Management, Opinions = e.Opinions.Trim(), Reason = e.HasSurvey ? "" : e.Reason.Trim(), now, recordedBy });

    /// <summary>Notes an improvement; the same problem again changes it.</summary>
    public Task PutAsync(DbScope db, long classId, Improvement i, DateTimeOffset now, string notedBy) => db.ExecuteAsync("""
        INSERT INTO class_improvement (class_id, problem, measure, responsible, due_on, outcome, noted_at, noted_by_name)
        VALUES (@classId, @Problem, @Measure, @Responsible, @DueOn, '', @now, @notedBy)
        ON CONFLICT (class_id, problem) DO UPDATE SET measure = excluded.measure, responsible = excluded.responsible, due_on = excluded.due_on
        """, new { classId, Problem = i.Problem.Trim(), Measure = i.Measure.Trim(), Responsible = i.Responsible.Trim(), i.DueOn, now, notedBy });
}
