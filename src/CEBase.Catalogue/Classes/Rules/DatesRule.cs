namespace CEBase.Catalogue.Classes.Rules;

/// <summary>The dates of a class stand in a sensible order, and enrolment still lies ahead when it opens.</summary>
internal static class DatesRule
{
    public const string EnrolmentAfterStart = "dates.enrolment-after-start";
    public const string EnrolmentPast = "dates.enrolment-past";
    public const string StartPast = "dates.start-past";

    /// <summary>What is wrong whatever the day is.</summary>
    public static IEnumerable<Finding> Check(ClassDetails dates)
    {
        if (dates.EnrolUntil > dates.StartsOn)
        {
            yield return Finding.Block(EnrolmentAfterStart, $"报名截止日 {dates.EnrolUntil.InTable()} 晚于开班日 {dates.StartsOn.InTable()}，请把截止日提前。");
        }
    }

    /// <summary>What stops enrolment from opening on this day.</summary>
    public static IEnumerable<Finding> CheckOpening(ClassDetails dates, DateOnly today)
    {
        foreach (var finding in Check(dates))
        {
            yield return finding;
        }
        if (dates.StartsOn < today)
        {
            yield return Finding.Block(StartPast, $"开班日 {dates.StartsOn.InTable()} 已经过去，请改为以后的日期。");
        }
        else if (dates.EnrolUntil < today)
        {
            yield return Finding.Block(EnrolmentPast, $"报名截止日 {dates.EnrolUntil.InTable()} 已经过去，请改为以后的日期。");
        }
    }

    /// <summary>A start before its day.</summary>
    public static IEnumerable<Finding> CheckStart(DateOnly startsOn, DateOnly today) =>
        startsOn > today ? [Finding.Review("dates.early-start", $"开班日是 {startsOn.InTable()}，今天还没有到，请说明提前开班的原因。")] : [];

    /// <summary>An end before its day.</summary>
    public static IEnumerable<Finding> CheckEnd(DateOnly endsOn, DateOnly today) =>
        endsOn > today ? [Finding.Review("dates.early-end", $"结束日是 {endsOn.InTable()}，课还没有上完，请说明提前结束的原因。")] : [];
}
