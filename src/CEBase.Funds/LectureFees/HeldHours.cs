using CEBase.Funds.Claims;

namespace CEBase.Funds.LectureFees;

/// <summary>One instructor's half-day.</summary>
internal readonly record struct HalfDayKey(long InstructorId, DateOnly Day, HalfDay Half);

/// <summary>What a list holds of one instructor's half-day.</summary>
/// <param name="ListId">The list.</param>
/// <param name="Number">Its number.</param>
/// <param name="IsOpen">A draft: its hours are computed anew when another list gives some back.</param>
/// <param name="Taught">Its sessions in the half-day.</param>
/// <param name="Paid">Hours of its line.</param>
internal sealed record HeldHours(long ListId, string Number, bool IsOpen, IReadOnlyList<Stretch> Taught, StudyHours Paid)
{
    /// <summary>What the living lists hold of these instructors' half-days between two days.</summary>
    public static async Task<ILookup<HalfDayKey, HeldHours>> OfAsync(DbScope db, IReadOnlyCollection<(long InstructorId, DateOnly Day)> days)
    {
        if (days.Count == 0)
        {
            return Array.Empty<HeldHours>().ToLookup(_ => default(HalfDayKey));
        }
        var range = new { Ids = days.Select(d => d.InstructorId).Distinct().ToArray(), From = days.Min(d => d.Day), Until = days.Max(d => d.Day) };
        var taught = (await db.QueryAsync<HeldLesson>($"""
            SELECT {string.Join(", ", FeeLesson.Columns.Split(", ").Select(c => $"s.{c}"))}, f.number, f.state FROM fee_session s JOIN fee_list f ON f.id = s.list_id
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

/// <summary>A confirmed session as a list holds it.</summary>
internal record FeeLesson
{
    public long SessionId { get; init; }
    public long ListId { get; init; }
    public long InstructorId { get; init; }
    public string ClassNo { get; init; } = "";
    public DateOnly Day { get; init; }
    public TimeOnly StartsAt { get; init; }
    public TimeOnly EndsAt { get; init; }
    public StudyHours Hours { get; init; }
    public string Topic { get; init; } = "";

    public const string Columns = "session_id, list_id, instructor_id, class_no, day, starts_at, ends_at, hours, topic";

    public static Task<IReadOnlyList<FeeLesson>> OfAsync(DbScope db, long listId) =>
        db.QueryAsync<FeeLesson>($"SELECT {Columns} FROM fee_session WHERE list_id = @listId ORDER BY day, starts_at, session_id", new { listId });
}
