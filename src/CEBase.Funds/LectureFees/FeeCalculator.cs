using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;

namespace CEBase.Funds.LectureFees;

/// <summary>Computes the lines of a list: titles and caps as at the day, hours as the half-day allows, tax as the month has it.</summary>
internal sealed class FeeCalculator(IInstructorRegistry registry, CapTable caps, StandardEvaluator standards, FeeMonths months, TimeProvider clock)
{
    /// <param name="db">The scope.</param>
    /// <param name="list">The list.</param>
    /// <param name="sessions">Its sessions; none for other fees than lectures.</param>
    /// <param name="agreed">Lines as they stand: what people set on them is kept.</param>
    public async Task<IReadOnlyList<FeeLine>> LinesAsync(DbScope db, FeeList list, IReadOnlyList<FeeLesson> sessions, IReadOnlyList<FeeLine> agreed) =>
        await months.TaxedAsync(db, list.Id, list.MonthOn(clock.Today()), list.Kind == LineKind.Lecture ? await LecturesAsync(db, list.Id, sessions, agreed) : await OthersAsync(db, list.Kind, agreed));

    private async Task<IReadOnlyList<FeeLine>> LecturesAsync(DbScope db, long listId, IReadOnlyList<FeeLesson> sessions, IReadOnlyList<FeeLine> agreed)
    {
        var kept = agreed.ToDictionary(l => l.Key);
        var days = sessions.GroupBy(s => (s.InstructorId, s.Day)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.InstructorId).ToList();
        var held = await FeeLessonRepository.HeldAsync(db, [.. days.Select(d => d.Key)]);
        var lines = new List<FeeLine>();
        foreach (var day in days)
        {
            if ((await registry.OnAsync(db, [day.Key.InstructorId], day.Key.Day)) is not [var teacher])
            {
                continue;
            }
            var most = (await caps.OnAsync(db, CapNames.LectureHours, day.Key.Day)).Value;
            foreach (var half in day.SelectMany(FeeHours.Split).GroupBy(p => p.Half, p => p.Part).OrderBy(g => g.Key))
            {
                var before = kept.GetValueOrDefault((new FeeOwner(teacher.Id, null), day.Key.Day, half.Key)) ?? new FeeLine();
                var cap = await caps.OnAsync(db, CapNames.Lecture(teacher.TitleLevel, before.IsExpert), day.Key.Day);
                var paid = FeeHours.Of([.. half], [.. held[new HalfDayKey(teacher.Id, day.Key.Day, half.Key)].Where(h => h.ListId != listId)], most);
                var rate = before.Cap is null && before.Rate == Money.Zero ? cap.Money ?? Money.Zero : before.Rate;
                lines.Add(Of(teacher, before) with
                {
                    Day = day.Key.Day, UntilDay = day.Key.Day, HalfDay = half.Key, Taught = paid.Taught, Hours = paid.Paid, Cap = cap.Money?.Fen, Rate = rate, Net = rate.Times(paid.Paid), Note = Note(half, paid),
                    Basis = cap.Money is { } perHour ? $"{Step(teacher, before.IsExpert)}每学时税后最多 {perHour.InWords()} 元" : $"“{cap.Label}”没有定值",
                });
            }
        }
        return lines;
    }

    /// <summary>Other fees: who the payee is on the day, and what the standard allows.</summary>
    private async Task<IReadOnlyList<FeeLine>> OthersAsync(DbScope db, LineKind kind, IReadOnlyList<FeeLine> agreed)
    {
        var lines = new List<FeeLine>();
        foreach (var line in agreed.OrderBy(l => l.Day).ThenBy(l => l.HalfDay))
        {
            var teacher = line.InstructorId is { } id ? (await registry.OnAsync(db, [id], line.Day)).FirstOrDefault() : null;
            var now = (teacher is null ? line : Of(teacher, line)) with { Net = line.Rate };
            if (kind == LineKind.Consultation)
            {
                var told = FeeClaim.Measures(now);
                var level = teacher?.TitleLevel ?? TitleLevel.FullSenior;
                var before = told.ByCorrespondence ? 0 : lines.Where(l => l.Owner == line.Owner && !l.ByCorrespondence).Sum(l => ConsultationRule.DaysOf(FeeClaim.LineOf(kind, l), LineMeasures.None) ?? 0);
                var standard = await standards.ConsultationAsync(db, level, line.Day);
                now = standard.Unknown is { } unknown
                    ? now with { Cap = null, Basis = $"“{unknown.Label}”没有定值" }
                    : ConsultationRule.CapOf(standard, ConsultationRule.DaysOf(FeeClaim.LineOf(kind, now), told) ?? 1, before, told) is var (cap, sum) ? now with { Cap = cap.Fen, Basis = sum } : now;
            }
            lines.Add(now);
        }
        return lines;
    }

    private static FeeLine Of(InstructorCard teacher, FeeLine line) => line with
    {
        InstructorId = teacher.Id, Name = teacher.Name, Title = teacher.Title, TitleLevel = teacher.TitleLevel, IsInHouse = teacher.Relation == Relation.InHouse,
    };

    private static string Step(InstructorCard teacher, bool isExpert) => isExpert ? "院士、全国知名专家" : teacher.TitleLevel.Label();

    private static string Note(IEnumerable<Stretch> half, PaidHours paid)
    {
        var taught = string.Join("；", half.Select(s => $"{s.From:HH:mm}–{s.Until:HH:mm} {s.Topic}"));
        return paid.Why.Length == 0 ? taught : $"{taught}（{paid.Why}）";
    }
}
