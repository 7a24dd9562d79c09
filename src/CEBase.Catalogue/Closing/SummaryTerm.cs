namespace CEBase.Catalogue.Closing;

/// <summary>By when a class's summary is handed in: parameter <c>class.summary-due-days</c>, working days after the last day.</summary>
internal static class SummaryTerm
{
    public static async Task<int> DaysAsync(IParameters parameters, DbScope db, DateOnly day) => (await parameters.GetAsync(db, "class.summary-due-days", day)).Int;

    /// <summary>Monday to Friday. Public holidays are set by notice each year and not counted out, so the day is never later than the real one.</summary>
    public static DateOnly AddWorkingDays(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            count -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }
        return day;
    }
}
