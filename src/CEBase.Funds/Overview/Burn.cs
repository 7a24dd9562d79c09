using CEBase.Funds.Ledger;

namespace CEBase.Funds.Overview;

/// <summary>A month of a year's spending, counted from January on.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Planned">What of the year's budget is meant to be spent by the end of the month.</param>
/// <param name="Paid">Paid up to the end of the month; null for months to come.</param>
internal sealed record BurnMonth(int Month, Money Planned, Money? Paid);

/// <summary>How a year's budget is used up, month by month, against the months that each line is planned for.</summary>
internal static class Burn
{
    /// <param name="year">The budget's year.</param>
    /// <param name="plan">The year's budget by line, with its months.</param>
    /// <param name="payments">Payments and, negative, their reversals. What falls outside the year counts in its first or last month.</param>
    /// <param name="today">Today.</param>
    public static IReadOnlyList<BurnMonth> Of(int year, IReadOnlyList<(Money Planned, PlanMonths Months)> plan, IEnumerable<(DateOnly Day, Money Amount)> payments, DateOnly today)
    {
        var paid = payments.ToLookup(p => p.Day.Year < year ? 1 : p.Day.Year > year ? 12 : p.Day.Month, p => p.Amount);
        var last = today.Year < year ? 0 : today.Year > year ? 12 : today.Month;
        var sum = Money.Zero;
        var months = new List<BurnMonth>(12);
        for (var month = 1; month <= 12; month++)
        {
            sum = paid[month].Aggregate(sum, (total, amount) => total + amount);
            months.Add(new BurnMonth(month, plan.Sum(l => l.Months.By(l.Planned, month)), month <= last ? sum : null));
        }
        return months;
    }
}
