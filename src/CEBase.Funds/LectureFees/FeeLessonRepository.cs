using CEBase.Funds.Expenses;
using CEBase.Funds.Reconciliation;

namespace CEBase.Funds.LectureFees;

/// <summary>Reads the sessions that lists hold, and what they hold of each half-day.</summary>
internal static class FeeLessonRepository
{
    public const string Columns = "session_id, list_id, instructor_id, class_no, day, starts_at, ends_at, hours, topic";

    public static Task<IReadOnlyList<FeeLesson>> OfAsync(DbScope db, long listId) =>
        db.QueryAsync<FeeLesson>($"SELECT {Columns} FROM fee_session WHERE list_id = @listId ORDER BY day, starts_at, session_id", new { listId });

    /// <summary>What the living lists hold of these instructors' half-days between two days.</summary>
    public static async Task<ILookup<HalfDayKey, HeldHours>> HeldAsync(DbScope db, IReadOnlyCollection<(long InstructorId, DateOnly Day)> days)
    {
        if (days.Count == 0)
        {
            return Array.Empty<HeldHours>().ToLookup(_ => default(HalfDayKey));
        }
        var range = new { Ids = days.Select(d => d.InstructorId).Distinct().ToArray(), From = days.Min(d => d.Day), Until = days.Max(d => d.Day) };
        var taught = (await db.QueryAsync<HeldLesson>($"""
            SELECT {string.Join(", ", Columns.Split(", ").Select(c => $"s.{c}"))}, f.number, f.state FROM fee_session s JOIN fee_list f ON f.id = s.list_id
            WHERE f.state <> 'cancelled' AND s.instructor_id IN @Ids AND s.day >= @From AND s.day <= @Until ORDER BY s.list_id, s.session_id
            """, range)).SelectMany(s => FeeHours.Split(s).Select(p => (Key: new HalfDayKey(s.InstructorId, s.Day, p.Half), s.ListId, s.Number, s.State, Part: (Stretch?)p.Part, Paid: StudyHours.Zero)));
        var paid = (await db.QueryAsync<HeldLine>("""
            SELECT l.list_id, f.number, f.state, l.instructor_id, l.day, l.half_day, l.hours FROM fee_line l JOIN fee_list f ON f.id = l.list_id
            WHERE f.kind = 'Lecture' AND f.state <> 'cancelled' AND l.instructor_id IN @Ids AND l.day >= @From AND l.day <= @Until
            """, range)).Select(l => (Key: new HalfDayKey(l.InstructorId, l.Day, l.HalfDay), l.ListId, l.Number, l.State, Part: (Stretch?)null, Paid: l.Hours));
        return taught.Concat(paid).GroupBy(h => (h.Key, h.ListId, h.Number, h.State)).OrderBy(g => g.Key.ListId).ToLookup(g => g.Key.Key, g => new HeldHours(
            g.Key.ListId, g.Key.Number, g.Key.State == FeeListWorkflow.Draft, [.. g.Select(h => h.Part).OfType<Stretch>()], g.Aggregate(StudyHours.Zero, (sum, h) => sum + h.Paid)));
    }

    private sealed record HeldLine
    {
        public long ListId { get; init; }
        public string Number { get; init; } = "";
        public string State { get; init; } = "";
        public long InstructorId { get; init; }
        public DateOnly Day { get; init; }
        public HalfDay HalfDay { get; init; }
        public StudyHours Hours { get; init; }
    }

    private sealed record HeldLesson : FeeLesson
    {
        public string Number { get; init; } = "";
        public string State { get; init; } = "";
    }
}
