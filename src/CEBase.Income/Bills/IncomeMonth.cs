namespace CEBase.Income.Bills;

/// <summary>A month as the address of a register holds it: 2026-11. Anything else is no month, and the register shows all.</summary>
/// <param name="From">First day.</param>
internal sealed record IncomeMonth(DateOnly From)
{
    /// <summary>Last day.</summary>
    public DateOnly Until => From.AddMonths(1).AddDays(-1);

    /// <summary>As the address holds it.</summary>
    public string Text => From.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static IncomeMonth? Of(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? new IncomeMonth(first) : null;
}
