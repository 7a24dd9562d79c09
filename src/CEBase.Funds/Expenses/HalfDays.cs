namespace CEBase.Funds.Expenses;

/// <summary>Half-days as they are counted for fees.</summary>
internal static class HalfDays
{
    private static readonly TimeOnly Noon = new(12, 30);
    private static readonly TimeOnly Dusk = new(18, 0);
    private const int LeastMinutes = 45;

    /// <summary>Half-days that lie in at least one of the spans; a whole day is a morning and an afternoon.</summary>
    public static int Count(IEnumerable<(DateOnly From, DateOnly Until, HalfDay Half)> spans) => spans
        .SelectMany(s => Enumerable.Range(0, s.Until.DayNumber - s.From.DayNumber + 1).SelectMany(d => Of(s.Half).Select(half => (Day: s.From.AddDays(d), half)))).Distinct().Count();

    /// <summary>Half-days of a line together with the fees that meet it.</summary>
    public static int Count(ClaimLine line, IEnumerable<DrawnFee> fees) => Count(fees.Select(f => (f.From, f.Until, f.Half)).Prepend((line.FromDay, line.UntilDay, line.HalfDay)));

    /// <summary>The half-days that a session lies in, its hours shared by time; less than a lesson beyond the border stays where the rest is.</summary>
    public static IReadOnlyList<(HalfDay Half, TimeOnly From, TimeOnly Until, StudyHours Hours)> Split(TimeOnly startsAt, TimeOnly endsAt, StudyHours hours)
    {
        var parts = new (HalfDay Half, TimeOnly From, TimeOnly Until)[] { (HalfDay.Morning, TimeOnly.MinValue, Noon), (HalfDay.Afternoon, Noon, Dusk), (HalfDay.Evening, Dusk, TimeOnly.MaxValue) }
            .Select(w => (w.Half, From: w.From > startsAt ? w.From : startsAt, Until: w.Until < endsAt ? w.Until : endsAt))
            .Select(w => (w.Half, w.From, w.Until, Minutes: Minutes(w.From, w.Until))).Where(w => w.Minutes > 0).ToList();
        if (parts.Count == 0)
        {
            return [];
        }
        var kept = parts.Where(p => p.Minutes >= LeastMinutes).ToList();
        if (kept.Count <= 1)
        {
            return [(parts.MaxBy(p => p.Minutes).Half, startsAt, endsAt, hours)];
        }
        var (left, sum) = (hours, kept.Sum(p => p.Minutes));
        var shared = new List<(HalfDay, TimeOnly, TimeOnly, StudyHours)>();
        foreach (var part in kept)
        {
            var own = part == kept[^1] ? left : new StudyHours((int)Math.Round(hours.Tenths * (decimal)part.Minutes / sum, MidpointRounding.AwayFromZero));
            left -= own;
            shared.Add((part.Half, part.From, part.Until, own));
        }
        return shared;
    }

    public static int Minutes(TimeOnly from, TimeOnly until) => until > from ? (int)(until - from).TotalMinutes : 0;

    private static HalfDay[] Of(HalfDay half) => half == HalfDay.Whole ? [HalfDay.Morning, HalfDay.Afternoon] : [half];
}
