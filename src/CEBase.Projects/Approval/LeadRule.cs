namespace CEBase.Projects.Approval;

/// <summary>Approval comes before the start, and early enough for it to be looked at.</summary>
[RestsOn("BJTU:5", How = "实施前完成立项审批：开始日已过的新项目不能立项，提前天数不足的须写明理由")]
internal static class LeadRule
{
    public const string AfterStart = "lead.after-start";
    public const string Short = "lead.short";

    /// <param name="startsOn">First day.</param>
    /// <param name="hasNumber">It was approved before and only its terms are revised.</param>
    /// <param name="today">Today.</param>
    /// <param name="leadDays">Days asked for.</param>
    /// <param name="citation">Where the days come from.</param>
    public static IEnumerable<Finding> Check(DateOnly startsOn, bool hasNumber, DateOnly today, int leadDays, string citation)
    {
        if (startsOn < today && !hasNumber)
        {
            yield return Finding.Block(AfterStart, $"开始日 {startsOn.InTable()} 已经过去，立项审批应在实施前完成。", "BJTU:5");
        }
        else if (startsOn < today.AddDays(leadDays))
        {
            yield return Finding.Review(Short, $"距开始日 {startsOn.InTable()} 不足 {leadDays} 天，请说明原因。", citation);
        }
    }
}
