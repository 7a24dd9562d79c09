namespace CEBase.Catalogue.Classes.Rules;

/// <summary>The timetable is there, lies inside the dates of the class and adds up to its hours.</summary>
[RestsOn("NPU:12", How = "开放报名和开班前核对课表是否编排、是否与学时相符")]
internal static class TimetableRule
{
    public const string Empty = "timetable.empty";
    public const string OutsideDates = "timetable.outside-dates";
    public const string HoursDiffer = "timetable.hours-differ";
    public const string DayCap = "timetable.day-cap";

    /// <param name="details">The class.</param>
    /// <param name="sessions">Its timetable.</param>
    /// <param name="dayCap">Hours that one day may count at most, or null when no value is in force.</param>
    /// <param name="capCitation">Where the cap comes from.</param>
    public static IEnumerable<Finding> Check(ClassDetails details, IReadOnlyList<LessonInfo> sessions, StudyHours? dayCap, string? capCitation)
    {
        if (sessions.Count == 0)
        {
            yield return Finding.Block(Empty, "还没有课表，请先编排各次课。", "NPU:12");
            yield break;
        }
        var outside = sessions.Where(s => s.Day < details.StartsOn || s.Day > details.EndsOn).Select(s => s.Day.InTable()).Distinct().ToList();
        if (outside.Count > 0)
        {
            yield return Finding.Block(OutsideDates, $"课表中 {string.Join("、", outside)} 不在班期 {details.StartsOn.InTable()} 至 {details.EndsOn.InTable()} 之内，请改课表或班期。", "NPU:12");
        }
        var sum = sessions.Aggregate(StudyHours.Zero, (total, s) => total + s.Hours);
        if (sum != details.Hours)
        {
            yield return Finding.Block(HoursDiffer, $"课表合计 {sum} 学时，培训班写的是 {details.Hours} 学时，两者应当相等。", "NPU:12");
        }
        if (dayCap is not { } cap)
        {
            yield break;
        }
        foreach (var day in sessions.GroupBy(s => s.Day).Select(g => (Day: g.Key, Hours: g.Aggregate(StudyHours.Zero, (t, s) => t + s.Hours))).Where(d => d.Hours > cap))
        {
            yield return Finding.Review(DayCap, $"{day.Day.InTable()} 排了 {day.Hours} 学时，超过每天 {cap} 学时的上限，请调整或说明原因。", capCitation is null ? [] : [capCitation]);
        }
    }
}
