using CEBase.Funds.Claims;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.LectureFees;

/// <summary>A stretch of teaching inside one half-day.</summary>
/// <param name="ClassNo">The class.</param>
/// <param name="From">Begins.</param>
/// <param name="Until">Ends.</param>
/// <param name="Hours">Class hours.</param>
/// <param name="Topic">What was taught.</param>
internal sealed record Stretch(string ClassNo, TimeOnly From, TimeOnly Until, StudyHours Hours, string Topic);

/// <summary>Hours of a half-day that are paid.</summary>
/// <param name="Taught">Hours of this list's own sessions.</param>
/// <param name="Paid">Of them paid here.</param>
/// <param name="Why">Why hours were left out; empty when none were.</param>
internal sealed record PaidHours(StudyHours Taught, StudyHours Paid, string Why);

/// <summary>From sessions to hours that are paid: half-days apart, parallel classes once, at most the limit, and nothing that another list paid.</summary>
[RestsOn("MOF540:lecture-fee", How = "按确认的课次折算半天学时，并班授课只计一次，每半天不超过上限")]
[RestsOn("BJTU:36", How = "讲课费按实际授课课时计算")]
internal static class FeeHours
{
    private static readonly TimeOnly Noon = new(12, 30);
    private static readonly TimeOnly Dusk = new(18, 0);
    private const int LeastMinutes = 45;

    /// <summary>The half-days that a session lies in, its hours shared by time; less than a lesson beyond the border stays where the rest is.</summary>
    public static IEnumerable<(HalfDay Half, Stretch Part)> Split(FeeSession s)
    {
        var whole = new Stretch(s.ClassNo, s.StartsAt, s.EndsAt, s.Hours, s.Topic);
        var parts = new (HalfDay Half, TimeOnly From, TimeOnly Until)[] { (HalfDay.Morning, TimeOnly.MinValue, Noon), (HalfDay.Afternoon, Noon, Dusk), (HalfDay.Evening, Dusk, TimeOnly.MaxValue) }
            .Select(w => (w.Half, From: w.From > s.StartsAt ? w.From : s.StartsAt, Until: w.Until < s.EndsAt ? w.Until : s.EndsAt))
            .Select(w => (w.Half, w.From, w.Until, Minutes: Minutes(w.From, w.Until))).Where(w => w.Minutes > 0).ToList();
        if (parts.Count == 0)
        {
            return [];
        }
        var kept = parts.Where(p => p.Minutes >= LeastMinutes).ToList();
        if (kept.Count <= 1)
        {
            return [(parts.MaxBy(p => p.Minutes).Half, whole)];
        }
        var (left, sum) = (s.Hours, kept.Sum(p => p.Minutes));
        var shared = new List<(HalfDay, Stretch)>();
        foreach (var part in kept)
        {
            var hours = part == kept[^1] ? left : new StudyHours((int)Math.Round(s.Hours.Tenths * (decimal)part.Minutes / sum, MidpointRounding.AwayFromZero));
            left -= hours;
            shared.Add((part.Half, whole with { From = part.From, Until = part.Until, Hours = hours }));
        }
        return shared;
    }

    /// <summary>What of one half-day is paid.</summary>
    /// <param name="mine">Stretches of this list.</param>
    /// <param name="elsewhere">Stretches of the same instructor and half-day that other lists pay.</param>
    /// <param name="most">Hours a half-day at most; null when not known.</param>
    public static PaidHours Of(IReadOnlyList<Stretch> mine, IReadOnlyList<Stretch> elsewhere, long? most)
    {
        var taught = Sum(mine);
        var union = Once([.. mine, .. elsewhere]);
        var limit = most is { } hours ? StudyHours.FromHours(hours) : union;
        var paid = Least(union, limit) - Least(Once(elsewhere), limit);
        var why = new List<string>();
        if (union < taught + Sum(elsewhere))
        {
            var with = mine.Concat(elsewhere).Select(s => s.ClassNo).Distinct().ToList();
            why.Add(with.Count > 1 ? $"{string.Join("、", with)} 班同时上课，只计一次" : "同一时段只计一次");
        }
        if (union > limit)
        {
            why.Add($"每半天最多 {limit} 学时");
        }
        if (elsewhere.Count > 0 && paid < taught && why.Count == 0)
        {
            why.Add("其余已在另一张表发放");
        }
        return new PaidHours(taught, paid < StudyHours.Zero ? StudyHours.Zero : paid, string.Join("；", why));
    }

    /// <summary>Hours with what overlaps counted once.</summary>
    private static StudyHours Once(IReadOnlyList<Stretch> stretches)
    {
        var tenths = 0m;
        foreach (var group in Overlapping(stretches))
        {
            var (sum, union) = (group.Sum(s => Minutes(s.From, s.Until)), Minutes(group.Min(s => s.From), group.Max(s => s.Until)));
            tenths += Math.Max(group.Max(s => s.Hours.Tenths), Math.Round(group.Sum(s => s.Hours.Tenths) * (decimal)union / sum, MidpointRounding.AwayFromZero));
        }
        return new StudyHours((int)tenths);
    }

    private static IEnumerable<List<Stretch>> Overlapping(IReadOnlyList<Stretch> stretches)
    {
        var group = new List<Stretch>();
        foreach (var next in stretches.OrderBy(s => s.From))
        {
            if (group.Count > 0 && next.From >= group.Max(s => s.Until))
            {
                yield return group;
                group = [];
            }
            group.Add(next);
        }
        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private static StudyHours Sum(IEnumerable<Stretch> stretches) => stretches.Aggregate(StudyHours.Zero, (sum, s) => sum + s.Hours);

    private static StudyHours Least(StudyHours a, StudyHours b) => a < b ? a : b;

    private static int Minutes(TimeOnly from, TimeOnly until) => until > from ? (int)(until - from).TotalMinutes : 0;
}
