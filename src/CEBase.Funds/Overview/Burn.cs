using CEBase.Platform.Values;

namespace CEBase.Funds.Overview;

/// <summary>A month of a year's spending, counted from January on.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Planned">The year's budget spread evenly up to the end of the month.</param>
/// <param name="Paid">Paid up to the end of the month; null for months to come.</param>
internal sealed record BurnMonth(int Month, Money Planned, Money? Paid);

/// <summary>How a year's budget is used up, month by month. Budgets are made by year, so the plan of a month is its even share.</summary>
internal static class Burn
{
    /// <param name="year">The budget's year.</param>
    /// <param name="planned">The year's budget.</param>
    /// <param name="payments">Payments and, negative, their reversals. What falls outside the year counts in its first or last month.</param>
    /// <param name="today">Today.</param>
    public static IReadOnlyList<BurnMonth> Of(int year, Money planned, IEnumerable<(DateOnly Day, Money Amount)> payments, DateOnly today)
    {
        var paid = payments.ToLookup(p => p.Day.Year < year ? 1 : p.Day.Year > year ? 12 : p.Day.Month, p => p.Amount);
        var last = today.Year < year ? 0 : today.Year > year ? 12 : today.Month;
        var sum = Money.Zero;
        var months = new List<BurnMonth>(12);
        for (var month = 1; month <= 12; month++)
        {
            sum = paid[month].Aggregate(sum, (total, amount) => total + amount);
            months.Add(new BurnMonth(month, new Money(planned.Fen * month / 12), month <= last ? sum : null));
        }
        return months;
    }
}
