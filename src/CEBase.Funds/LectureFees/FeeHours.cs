using CEBase.Funds.Expenses;
using CEBase.Funds.Reconciliation;

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
[RestsOn("MOF540:lecture-fee", How = "按确认的课次折算半天学时，并班授课只计一次，每半天不超过上限；各表合计等于应计学时，每一学时只由一张表发放")]
[RestsOn("BJTU:36", How = "讲课费按实际授课课时计算")]
internal static class FeeHours
{
    /// <summary>The half-days that a session lies in, as stretches of teaching.</summary>
    public static IEnumerable<(HalfDay Half, Stretch Part)> Split(FeeLesson s) =>
        HalfDays.Split(s.StartsAt, s.EndsAt, s.Hours).Select(p => (p.Half, new Stretch(s.ClassNo, p.From, p.Until, p.Hours, s.Topic)));

    /// <summary>What of one half-day a list pays: what is left when the others have taken what they really pay, never more than was taught here.</summary>
    /// <param name="mine">Stretches of this list.</param>
    /// <param name="others">What other living lists hold of the same instructor and half-day.</param>
    /// <param name="most">Hours a half-day at most; null when not known.</param>
    public static PaidHours Of(IReadOnlyList<Stretch> mine, IReadOnlyList<HeldHours> others, long? most)
    {
        var elsewhere = others.SelectMany(o => o.Taught).ToList();
        var (taught, own, union) = (Sum(mine), Once(mine), Once([.. mine, .. elsewhere]));
        var (limit, paid) = (most is { } hours ? StudyHours.FromHours(hours) : union, Free(mine, others, most));
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
        if (paid < own && others.Where(o => o.Paid > StudyHours.Zero).Select(o => $"{o.Number} 发放 {o.Paid} 学时").ToList() is { Count: > 0 } by)
        {
            why.Add($"其余由 {string.Join("、", by)}");
        }
        return new PaidHours(taught, paid, string.Join("；", why));
    }

    /// <summary>Hours of a half-day that nobody would pay: lists that are handed in or approved pay what they say, drafts take what is left up to what they teach.</summary>
    public static StudyHours Unpaid(IReadOnlyList<HeldHours> holds, long? most)
    {
        var paid = holds.Where(h => !h.IsOpen).ToList();
        foreach (var draft in holds.Where(h => h.IsOpen))
        {
            paid.Add(draft with { Paid = Free(draft.Taught, paid, most) });
        }
        return Most(Whole(holds.SelectMany(h => h.Taught), most) - Paid(paid), StudyHours.Zero);
    }

    /// <summary>
    /// So much may a list take that no group of lists pays more than the group teaches. Asking only what all of them teach isn't enough: two lists of
    /// the same hour could be paid twice on account of a third, and be overpaid when the third is cancelled. Lists that pay nothing need no asking.
    /// </summary>
    private static StudyHours Free(IReadOnlyList<Stretch> mine, IReadOnlyList<HeldHours> others, long? most)
    {
        var paying = others.Where(o => o.Paid > StudyHours.Zero).ToList();
        var free = Whole(mine, most);
        for (var group = 1; group < 1 << paying.Count; group++)
        {
            var some = paying.Where((_, i) => (group >> i & 1) == 1).ToList();
            free = Least(free, Whole([.. mine, .. some.SelectMany(o => o.Taught)], most) - Paid(some));
        }
        return Most(free, StudyHours.Zero);
    }

    private static StudyHours Whole(IEnumerable<Stretch> stretches, long? most)
    {
        var once = Once([.. stretches]);
        return most is { } hours ? Least(once, StudyHours.FromHours(hours)) : once;
    }

    /// <summary>Hours with what overlaps counted once: of sessions at the same minute, the one that brings most counts. Never more than the sum of what its parts come to.</summary>
    private static StudyHours Once(IReadOnlyList<Stretch> stretches)
    {
        var cuts = stretches.SelectMany(s => new[] { s.From, s.Until }).Distinct().Order().ToList();
        var tenths = cuts.Zip(cuts.Skip(1)).Sum(piece => stretches.Where(s => s.From <= piece.First && piece.Second <= s.Until)
            .Select(s => s.Hours.Tenths * (decimal)HalfDays.Minutes(piece.First, piece.Second) / HalfDays.Minutes(s.From, s.Until)).DefaultIfEmpty().Max());
        // Rounded first, so that thirds that add up to a whole don't count as more than it.
        return new StudyHours((int)Math.Ceiling(Math.Round(tenths, 6)));
    }

    private static StudyHours Paid(IEnumerable<HeldHours> holds) => holds.Aggregate(StudyHours.Zero, (sum, h) => sum + h.Paid);

    private static StudyHours Sum(IEnumerable<Stretch> stretches) => stretches.Aggregate(StudyHours.Zero, (sum, s) => sum + s.Hours);

    private static StudyHours Least(StudyHours a, StudyHours b) => a < b ? a : b;

    private static StudyHours Most(StudyHours a, StudyHours b) => a > b ? a : b;
}
