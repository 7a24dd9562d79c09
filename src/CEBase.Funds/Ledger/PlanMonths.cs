namespace CEBase.Funds.Ledger;

/// <summary>Months of a year in which a line of a budget is meant to be spent, both included; evenly over them.</summary>
/// <param name="From">1 to 12.</param>
/// <param name="Until">Not before <paramref name="From"/>.</param>
internal readonly record struct PlanMonths(int From, int Until)
{
    public static PlanMonths WholeYear { get; } = new(1, 12);

    /// <summary>全年, 3 月, 3–6 月.</summary>
    public string Label => this == WholeYear ? "全年" : From == Until ? $"{From} 月" : $"{From}–{Until} 月";

    /// <summary>What of a year's plan is meant to be spent by the end of a month.</summary>
    public Money By(Money planned, int month) => new((long)((decimal)planned.Fen * Math.Clamp(month - From + 1, 0, Until - From + 1) / (Until - From + 1)));

    /// <summary>As typed; what is left empty is the year's first or last month.</summary>
    /// <exception cref="Refusal"><c>plan_months</c>, at the field.</exception>
    public static PlanMonths Read(int? from, int? until)
    {
        var months = new PlanMonths(from ?? 1, until ?? 12);
        if (months.From is < 1 or > 12)
        {
            throw new Refusal("plan_months", "起月应在 1 与 12 之间。") { Field = "FromMonth" };
        }
        return months.Until >= months.From && months.Until <= 12 ? months : throw new Refusal("plan_months", "止月应在 1 与 12 之间，且不早于起月。") { Field = "UntilMonth" };
    }
}
