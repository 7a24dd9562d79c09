namespace CEBase.Learning.Attendance;

/// <summary>Somebody holds a phone up to the code.</summary>
internal sealed record CheckInFacts
{
    /// <summary>The learner holds a seat in the lesson's class.</summary>
    public required bool OnRoster { get; init; }

    /// <summary>The code is this lesson's, now.</summary>
    public required bool CodeIsRight { get; init; }

    /// <summary>The lesson's hours are confirmed already.</summary>
    public required bool IsConfirmed { get; init; }
    public required DateOnly Day { get; init; }
    public required TimeOnly StartsAt { get; init; }
    public required TimeOnly EndsAt { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>Minutes before the begin from which one may check in.</summary>
    public int OpensBefore { get; init; } = 30;

    /// <summary>Minutes after the begin from which one is late.</summary>
    public int LateAfter { get; init; } = 15;
}

/// <summary>Whether a check-in is taken, and as what.</summary>
[RestsOn("BJTU:14", How = "扫码签到，逐次考勤")]
internal static class CheckInRules
{
    /// <summary>The first thing that stands against it, or null.</summary>
    public static Finding? Judge(CheckInFacts facts)
    {
        var begin = facts.Day.At(facts.StartsAt);
        var opens = begin.AddMinutes(-facts.OpensBefore);
        if (!facts.OnRoster)
        {
            return Against("check-in.not-on-roster", "您不在这个班的录取名单上，不能签到。如已报名，请联系班主任核对。");
        }
        if (facts.Now.ChinaDay() != facts.Day)
        {
            return Against("check-in.other-day", $"这次课在 {facts.Day.InText()}，只能在当天签到。");
        }
        if (facts.Now < opens)
        {
            return Against("check-in.too-early", $"签到从 {opens.InTable()[^5..]} 开始，请到时再扫。");
        }
        if (facts.Now > facts.Day.At(facts.EndsAt))
        {
            return Against("check-in.over", $"这次课 {facts.EndsAt:HH:mm} 已经结束，不能再签到。如当时在场，请联系班主任补登。");
        }
        if (facts.IsConfirmed)
        {
            return Against("check-in.confirmed", "这次课的学时已经确认，不能再签到。如当时在场，请联系班主任更正。");
        }
        return facts.CodeIsRight
            ? null
            : Against("check-in.code", "签到码不对或已过期（每分钟更换）。请重新扫描教室屏幕上的二维码，或输入屏幕上的六位数字。");
    }

    /// <summary>What the learner is marked as.</summary>
    public static AttendanceState StateOf(CheckInFacts facts) =>
        facts.Now > facts.Day.At(facts.StartsAt).AddMinutes(facts.LateAfter) ? AttendanceState.Late : AttendanceState.Present;

    private static Finding Against(string rule, string sentence) => Finding.Block(rule, sentence, "BJTU:14");
}
