using CEBase.Funds.Claims;
using CEBase.Funds.Standards;
using CEBase.Instructors;
using CEBase.Platform.Data;
using CEBase.Platform.Values;

namespace CEBase.Funds.LectureFees;

/// <summary>Computes the lines of a list from its sessions: titles and caps as at the day, hours as the half-day allows, tax as the month has it.</summary>
internal sealed class FeeCalculator(IInstructorRegistry registry, CapBook caps, TaxBook taxes)
{
    /// <param name="session">The session.</param>
    /// <param name="listId">The list.</param>
    /// <param name="sessions">Its sessions.</param>
    /// <param name="agreed">Lines as they stand: rates and flags that people set are kept.</param>
    public async Task<IReadOnlyList<FeeLine>> LinesAsync(DbSession session, long listId, IReadOnlyList<FeeSession> sessions, IReadOnlyList<FeeLine> agreed)
    {
        var kept = agreed.ToDictionary(l => l.Key);
        var elsewhere = await ElsewhereAsync(session, listId, sessions);
        var lines = new List<FeeLine>();
        foreach (var day in sessions.GroupBy(s => (s.InstructorId, s.Day)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.InstructorId))
        {
            if ((await registry.OnAsync(session, [day.Key.InstructorId], day.Key.Day)) is not [var teacher])
            {
                continue;
            }
            var most = (await caps.OnAsync(session, CapNames.LectureHours, day.Key.Day)).Value;
            var others = elsewhere[day.Key].SelectMany(FeeHours.Split).ToLookup(p => p.Half, p => p.Part);
            foreach (var half in day.SelectMany(FeeHours.Split).GroupBy(p => p.Half, p => p.Part).OrderBy(g => g.Key))
            {
                var before = kept.GetValueOrDefault((teacher.Id, day.Key.Day, half.Key));
                var cap = await caps.OnAsync(session, CapNames.Lecture(teacher.TitleLevel, before?.IsExpert ?? false), day.Key.Day);
                var paid = FeeHours.Of([.. half], [.. others[half.Key]], most);
                var rate = before is null || before.Cap is null && before.Rate == Money.Zero ? cap.Money ?? Money.Zero : before.Rate;
                lines.Add(new FeeLine
                {
                    InstructorId = teacher.Id, Name = teacher.Name, Title = teacher.Title, TitleLevel = teacher.TitleLevel, IsInHouse = teacher.Relation == Relation.InHouse, Day = day.Key.Day,
                    HalfDay = half.Key, Taught = paid.Taught, Hours = paid.Paid, IsExpert = before?.IsExpert ?? false, ExpertReason = before?.ExpertReason ?? "", Cap = cap.Money?.Fen, Rate = rate,
                    Net = rate.Times(paid.Paid), Note = Note(half, paid),
                });
            }
        }
        return FeeTax.Apply(lines, await BeforeAsync(session, listId, lines), taxes);
    }

    private static string Note(IEnumerable<Stretch> half, PaidHours paid)
    {
        var taught = string.Join("；", half.Select(s => $"{s.From:HH:mm}–{s.Until:HH:mm} {s.Topic}"));
        return paid.Why.Length == 0 ? taught : $"{taught}（{paid.Why}）";
    }

    /// <summary>Sessions of the same instructors and days that other lists pay.</summary>
    private static async Task<ILookup<(long, DateOnly), FeeSession>> ElsewhereAsync(DbSession session, long listId, IReadOnlyList<FeeSession> sessions) => (sessions.Count == 0 ? []
        : await session.QueryAsync<FeeSession>($"""
            SELECT {FeeSession.Columns} FROM lecture_fee_session WHERE list_id <> @listId AND instructor_id IN @Ids AND day >= @From AND day <= @Until ORDER BY session_id
            """, new { listId, Ids = sessions.Select(s => s.InstructorId).Distinct().ToArray(), From = sessions.Min(s => s.Day), Until = sessions.Max(s => s.Day) }))
        .ToLookup(s => (s.InstructorId, s.Day));

    /// <summary>What lists that are approved already have fixed for the payees' months.</summary>
    private static async Task<IReadOnlyDictionary<(long, DateOnly), MonthBefore>> BeforeAsync(DbSession session, long listId, IReadOnlyList<FeeLine> lines) => (lines.Count == 0 ? []
        : await session.QueryAsync<FeeLine>("""
            SELECT l.instructor_id, l.day, l.net, l.gross FROM lecture_fee_line l JOIN lecture_fee_list f ON f.id = l.list_id
            WHERE l.list_id <> @listId AND f.state IN ('confirmed', 'handed') AND l.is_in_house = FALSE AND l.instructor_id IN @Ids
            """, new { listId, Ids = lines.Select(l => l.InstructorId).Distinct().ToArray() }))
        .GroupBy(l => (l.InstructorId, FeeTax.Month(l.Day)))
        .ToDictionary(g => g.Key, g => new MonthBefore(g.Sum(l => l.Net), g.Sum(l => l.Gross)));
}
