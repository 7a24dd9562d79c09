using CEBase.Learning.Ledger;

namespace CEBase.Learning.Results;

/// <summary>Outcome of an assessment.</summary>
internal enum Outcome
{
    Passed,
    Failed,
}

/// <summary>Result of one learner in one class.</summary>
internal sealed record ClassResult
{
    public long ClassId { get; init; }
    public long LearnerId { get; init; }
    public Outcome Outcome { get; init; }

    /// <summary>Points of a hundred, or null where none are given.</summary>
    public int? Score { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public string RecordedByName { get; init; } = "";

    public string Label => Outcome == Outcome.Passed ? "合格" : "不合格";
}

/// <summary>Passing with too little attendance is possible only as an exception that staff see.</summary>
[RestsOn("BJTU:26", How = "成绩登记时对照出勤比例")]
internal static class AttendanceForCompletion
{
    /// <summary>Findings.</summary>
    /// <param name="attended">Lessons attended.</param>
    /// <param name="lessons">Lessons of the class that took place.</param>
    /// <param name="share">Per cent asked for.</param>
    public static IReadOnlyList<Finding> Judge(int attended, int lessons, int share) => lessons == 0 || attended * 100 >= lessons * share
        ? []
        : [Finding.Review("result.attendance-share", $"出勤 {attended}/{lessons}，低于结业要求的 {share}%", "BJTU:26")];
}

/// <summary>Results in the database.</summary>
[RestsOn("NPU:6", How = "登记考核结果")]
internal sealed class ClassResults(Trace trace, TimeProvider clock)
{
    private const string Select = "SELECT class_id, learner_id, outcome, score, recorded_at, recorded_by_name FROM class_result";

    public Task<IReadOnlyList<ClassResult>> OfClassAsync(DbScope db, long classId) =>
        db.QueryAsync<ClassResult>(Select + " WHERE class_id = @classId", new { classId });

    public Task<IReadOnlyList<ClassResult>> OfLearnerAsync(DbScope db, long learnerId) =>
        db.QueryAsync<ClassResult>(Select + " WHERE learner_id = @learnerId", new { learnerId });

    /// <summary>Records results; only those that differ are written. Returns how many.</summary>
    /// <exception cref="Refusal"><c>score_range</c>.</exception>
    public async Task<int> RecordAsync(DbScope db, long classId, IReadOnlyList<(long LearnerId, Outcome Outcome, int? Score)> results, ICurrentUser by)
    {
        if (results.Any(r => r.Score is < 0 or > 100))
        {
            throw new Refusal("score_range", "成绩应是 0 到 100 之间的整数，没有分数的可以不填。");
        }
        var before = (await OfClassAsync(db, classId)).ToDictionary(r => r.LearnerId, r => (r.Outcome, r.Score));
        var changed = results.Where(r => !before.TryGetValue(r.LearnerId, out var was) || was != (r.Outcome, r.Score)).OrderBy(r => r.LearnerId).ToList();
        foreach (var chunk in changed.Chunk(300))
        {
            var rows = new SqlRows(7);
            foreach (var (learnerId, outcome, score) in chunk)
            {
                rows.Add(classId, learnerId, outcome.ToString(), score, clock.GetUtcNow(), by.AccountId, by.DisplayName);
            }
            await db.ExecuteAsync($"""
                INSERT INTO class_result (class_id, learner_id, outcome, score, recorded_at, recorded_by, recorded_by_name) VALUES {rows.Sql}
                ON CONFLICT (class_id, learner_id) DO UPDATE SET outcome = excluded.outcome, score = excluded.score, recorded_at = excluded.recorded_at,
                  recorded_by = excluded.recorded_by, recorded_by_name = excluded.recorded_by_name, version = class_result.version + 1
                """, rows.Parameters);
        }
        if (changed.Count > 0)
        {
            await trace.AppendAsync(db, new TraceEntry("TrainingClass", classId, "record_results")
            {
                Comment = $"合格 {changed.Count(c => c.Outcome == Outcome.Passed)}，不合格 {changed.Count(c => c.Outcome == Outcome.Failed)}",
            }, by);
        }
        return changed.Count;
    }
}
