namespace CEBase.Platform.Values;

/// <summary>Days and clock readings in China Standard Time (UTC+8, no daylight saving), and how they are written.</summary>
public static class ChinaTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>Today's date in China.</summary>
    public static DateOnly Today(this TimeProvider clock) => clock.GetUtcNow().ChinaDay();

    /// <summary>The China day an instant falls on.</summary>
    public static DateOnly ChinaDay(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant at which a clock in China shows this day and time.</summary>
    public static DateTimeOffset At(this DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Offset);

    /// <summary>In text: 2026 年 12 月 10 日.</summary>
    public static string InText(this DateOnly day) => $"{day.Year} 年 {day.Month} 月 {day.Day} 日";

    /// <summary>In tables: 2026-12-10.</summary>
    public static string InTable(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>In tables, with the China clock: 2026-12-10 14:30.</summary>
    public static string InTable(this DateTimeOffset instant) => instant.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
