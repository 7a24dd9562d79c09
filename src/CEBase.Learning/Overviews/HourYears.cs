namespace CEBase.Learning.Overviews;

/// <summary>The year in an address.</summary>
internal static class HourYears
{
    /// <summary>The year asked for; this year when nothing is.</summary>
    /// <exception cref="Refusal"><c>year_invalid</c>.</exception>
    public static int Parse(string? text, TimeProvider clock)
    {
        var now = clock.Today().Year;
        if (string.IsNullOrWhiteSpace(text))
        {
            return now;
        }
        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= 2000 && year <= now + 1
            ? year
            : throw new Refusal("year_invalid", $"年度应是 2000 到 {now + 1} 之间的四位数字，例如 {now}。") { Field = "year" };
    }
}
