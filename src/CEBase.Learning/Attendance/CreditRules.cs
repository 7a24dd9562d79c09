namespace CEBase.Learning.Attendance;

/// <summary>Policy values for crediting hours, looked up for the day of the lesson.</summary>
internal sealed record CreditPolicy
{
    /// <summary>Per cent of the hours for somebody who came late.</summary>
    public int LateShare { get; init; } = 100;

    /// <summary>Per cent of the hours for somebody who left early.</summary>
    public int LeftEarlyShare { get; init; }

    /// <summary>Hours a person can earn on one day.</summary>
    public StudyHours DayCap { get; init; } = StudyHours.FromHours(8);

    /// <summary>Hours beyond the cap need a reason instead of being refused.</summary>
    public bool DayCapIsReview { get; init; }

    /// <summary>Where the cap comes from.</summary>
    public IReadOnlyList<Citation> DayCapArticles { get; init; } = [];
}

/// <summary>Hours that stand already for the learner on the day.</summary>
internal sealed record StandingHours(long SessionId, string ClassName, TimeOnly StartsAt, TimeOnly EndsAt, StudyHours Hours);

/// <summary>One learner in one lesson about to be credited.</summary>
internal sealed record CreditFacts
{
    public required AttendanceState Mark { get; init; }

    /// <summary>The learner holds a seat in the class.</summary>
    public required bool OnRoster { get; init; }
    public required TimeOnly StartsAt { get; init; }
    public required TimeOnly EndsAt { get; init; }
    public required StudyHours Hours { get; init; }

    /// <summary>What the learner has already on this day from other lessons.</summary>
    public IReadOnlyList<StandingHours> SameDay { get; init; } = [];
    public CreditPolicy Policy { get; init; } = new();
}

/// <summary>What a rule keeps back, and why. Zero hours with a Review finding lets them through with a reason.</summary>
internal sealed record HoursRetention(StudyHours Hours, Finding Why);

/// <summary>What a learner gets of a lesson.</summary>
/// <param name="Hours">To be posted; zero posts nothing.</param>
/// <param name="Kept">What rules kept back.</param>
internal sealed record Credit(StudyHours Hours, IReadOnlyList<HoursRetention> Kept);

/// <summary>One question about crediting, one sentence.</summary>
internal interface ICreditRule
{
    /// <summary>What it keeps of the <paramref name="hours"/> left by the rules before it, or null.</summary>
    HoursRetention? Judge(CreditFacts facts, StudyHours hours);
}

/// <summary>Asks every rule in order; absence and leave earn nothing and are no refusal.</summary>
internal static class CreditRules
{
    private static readonly ICreditRule[] All = [new OnlyTheRoster(), new LateOrLeftEarly(), new OneBodyOnePlace(), new NotBeyondTheDay()];

    public static Credit Judge(CreditFacts facts)
    {
        if (!facts.Mark.WasThere())
        {
            return new Credit(StudyHours.Zero, []);
        }
        var left = facts.Hours;
        var kept = new List<HoursRetention>();
        foreach (var rule in All)
        {
            if (left.Tenths > 0 && rule.Judge(facts, left) is { } back)
            {
                kept.Add(back);
                left -= back.Hours;
            }
        }
        return new Credit(left, kept);
    }
}

/// <summary>Hours go only to those who hold a seat.</summary>
[RestsOn("NPU:6", How = "只为录取学员登记学时")]
internal sealed class OnlyTheRoster : ICreditRule
{
    public HoursRetention? Judge(CreditFacts facts, StudyHours hours) => facts.OnRoster
        ? null
        : new HoursRetention(hours, Finding.Block("credit.not-on-roster", "该学员不在本班录取名单上，本次学时不登记。如属漏录，请先办理录取，再更正考勤。", "NPU:6"));
}

/// <summary>Coming late or leaving early earns the share that the parameters give.</summary>
[RestsOn("BJTU:14", How = "按考勤结果折算学时")]
internal sealed class LateOrLeftEarly : ICreditRule
{
    public HoursRetention? Judge(CreditFacts facts, StudyHours hours)
    {
        var (share, word, id) = facts.Mark switch
        {
            AttendanceState.Late => (facts.Policy.LateShare, "迟到", "credit.late"),
            AttendanceState.LeftEarly => (facts.Policy.LeftEarlyShare, "早退", "credit.left-early"),
            _ => (100, "", ""),
        };
        var gets = new StudyHours(hours.Tenths * share / 100);
        return gets == hours
            ? null
            : new HoursRetention(hours - gets, Finding.Block(id, $"{word}按规定计 {share}%，本次 {hours} 学时计 {gets} 学时。", "BJTU:14"));
    }
}

/// <summary>A person can't sit in two rooms: of two overlapping lessons the one confirmed second earns nothing.</summary>
[RestsOn("NPU:10", How = "同一时间的两次课只计一次学时")]
internal sealed class OneBodyOnePlace : ICreditRule
{
    public HoursRetention? Judge(CreditFacts facts, StudyHours hours)
    {
        var other = facts.SameDay.FirstOrDefault(s => s.StartsAt < facts.EndsAt && facts.StartsAt < s.EndsAt);
        return other is null
            ? null
            : new HoursRetention(hours, Finding.Block("credit.overlap",
                $"与“{other.ClassName}”{other.StartsAt:HH:mm}–{other.EndsAt:HH:mm} 的课时间重叠，同一时间只计一次学时。如登记有误，请先更正那一次。", "NPU:10"));
    }
}

/// <summary>A day has a cap; what fits under it is credited.</summary>
[RestsOn("MOHRSS25:8", How = "按参数限制单日学时")]
internal sealed class NotBeyondTheDay : ICreditRule
{
    public HoursRetention? Judge(CreditFacts facts, StudyHours hours)
    {
        var had = new StudyHours(facts.SameDay.Sum(s => s.Hours.Tenths));
        var cap = facts.Policy.DayCap;
        if (had + hours <= cap)
        {
            return null;
        }
        var room = had < cap ? cap - had : StudyHours.Zero;
        var sentence = $"当日已有 {had} 学时，加上本次 {hours} 学时超过每日上限 {cap} 学时";
        return facts.Policy.DayCapIsReview
            ? new HoursRetention(StudyHours.Zero, new Finding(Severity.Review, "credit.day-cap", sentence + "，请核对课表后写明理由。", facts.Policy.DayCapArticles))
            : new HoursRetention(hours - room, new Finding(Severity.Block, "credit.day-cap", $"{sentence}，本次计 {room} 学时。", facts.Policy.DayCapArticles));
    }
}
