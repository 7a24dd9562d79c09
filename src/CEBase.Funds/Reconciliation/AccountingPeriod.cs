namespace CEBase.Funds.Reconciliation;

/// <summary>What a reconciliation covers: one month, or up to twelve in a row.</summary>
/// <param name="From">First day of the first month.</param>
/// <param name="Until">First day of the last month.</param>
internal sealed record AccountingPeriod(DateOnly From, DateOnly Until)
{
    private const int MaximumMonths = 12;

    /// <summary>How it is named in addresses and in the database: 2026-05, 2026-01-2026-11.</summary>
    public string Key => From == Until ? MonthOf(From) : $"{MonthOf(From)}-{MonthOf(Until)}";

    /// <summary>How it is shown: 2026-05, 2026-01 至 2026-11.</summary>
    public string Label => From == Until ? MonthOf(From) : $"{MonthOf(From)} 至 {MonthOf(Until)}";

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => Until.AddMonths(1).AddDays(-1);

    /// <summary>Its months, the first first.</summary>
    public IReadOnlyList<string> Months => [.. Enumerable.Range(0, MaximumMonths).Select(n => From.AddMonths(n)).TakeWhile(m => m <= Until).Select(MonthOf)];

    /// <summary>Whether a day lies in it.</summary>
    public bool Contains(DateOnly day) => day >= From && day <= LastDay;

    /// <summary>The month a day lies in: 2026-05.</summary>
    public static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>As typed: the first month, and the last where there are several.</summary>
    /// <exception cref="Refusal"><c>month_format</c>, <c>period_reversed</c>, <c>period_long</c>, <c>period_ahead</c>.</exception>
    public static AccountingPeriod Read(string? from, string? until, DateOnly today)
    {
        var first = Month(from, "Month");
        var last = string.IsNullOrWhiteSpace(until) ? first : Month(until, "Until");
        if (last < first)
        {
            throw new Refusal("period_reversed", $"对账期间的末月 {MonthOf(last)} 早于首月 {MonthOf(first)}。请改正。") { Field = "Until" };
        }
        if (last >= first.AddMonths(MaximumMonths))
        {
            throw new Refusal("period_long", $"一次最多核对 {MaximumMonths} 个月。请分期核对。") { Field = "Until" };
        }
        return last <= today ? new AccountingPeriod(first, last)
            : throw new Refusal("period_ahead", $"{MonthOf(last)} 还没有到，账上不会有这个月的分录。") { Field = last == first ? "Month" : "Until" };
    }

    /// <summary>By its key.</summary>
    /// <exception cref="Refusal">404 for what is no key.</exception>
    public static AccountingPeriod OfKey(string key) =>
        key.Length is 7 or 15 && TryMonth(key[..7], out var from) && TryMonth(key[^7..], out var until) ? new AccountingPeriod(from, until) : throw Refusal.NotFound($"没有 {key} 的对账。");

    private static DateOnly Month(string? text, string field) =>
        TryMonth((text ?? "").Trim(), out var month) ? month : throw new Refusal("month_format", "月份请写成 2026-11 的样子。") { Field = field };

    private static bool TryMonth(string text, out DateOnly month) => DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out month);
}
