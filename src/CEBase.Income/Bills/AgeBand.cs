namespace CEBase.Income.Bills;

/// <summary>How late what is owed is.</summary>
/// <param name="Code">As the address writes it.</param>
/// <param name="Label">As shown.</param>
/// <param name="From">At least so many days past the due day; null is not due yet.</param>
/// <param name="Until">At most so many; null is without end.</param>
internal sealed record AgeBand(string Code, string Label, int? From, int? Until)
{
    public static IReadOnlyList<AgeBand> All { get; } =
    [
        new("due", "未到期", null, 0),
        new("30", "逾期 1–30 天", 1, 30),
        new("60", "逾期 31–60 天", 31, 60),
        new("90", "逾期 61–90 天", 61, 90),
        new("91", "逾期 90 天以上", 91, null),
    ];

    /// <summary>The band of something due on a day.</summary>
    public static AgeBand Of(DateOnly dueOn, DateOnly today)
    {
        var late = today.DayNumber - dueOn.DayNumber;
        return All.First(b => (b.From is null || late >= b.From) && (b.Until is null || late <= b.Until));
    }
}

/// <summary>What is owed in one band.</summary>
internal sealed record AgeSum(AgeBand Band, int Count, Money Outstanding);
