namespace CEBase.Income.Bills;

/// <summary>A month of a register, 2026-11 in the address. Days lie in the tables as text that begins with it.</summary>
internal static class MonthFilter
{
    /// <param name="label">退款月份.</param>
    /// <param name="column">The day.</param>
    public static ListFilter Of(string label, string column) => new("month", label, $"substr({column}, 1, 7) = @month", ListFilterKind.Month)
    {
        Read = typed => DateOnly.TryParseExact(typed.Trim(), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? typed.Trim() : null,
    };
}
