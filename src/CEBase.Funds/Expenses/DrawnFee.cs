namespace CEBase.Funds.Expenses;

/// <summary>A fee or allowance that a person draws, in this claim or in another that is handed in.</summary>
/// <param name="LineId">The line.</param>
/// <param name="ClaimNumber">Its claim.</param>
/// <param name="Payee">Who draws it.</param>
/// <param name="Kind">Lecture, consultation, labour or travel.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Half">Half-day; whole where nobody told.</param>
internal sealed record DrawnFee(long LineId, string ClaimNumber, string Payee, LineKind Kind, DateOnly From, DateOnly Until, HalfDay Half)
{
    public long ClaimId { get; init; }

    /// <summary>Hours taught; zero where they aren't told.</summary>
    public StudyHours Hours { get; init; }

    /// <summary>Days consulted, halves count; null where they aren't told.</summary>
    public decimal? Days { get; init; }

    /// <summary>Consulted by correspondence: not bound to a day.</summary>
    public bool ByCorrespondence { get; init; }

    /// <summary>Lump sums of travel that the line draws, as names of their standards.</summary>
    public IReadOnlyList<string> Allowances { get; init; } = [];

    /// <summary>For how many people; 0 when not told.</summary>
    public int Persons { get; init; }

    public long? ClassId { get; init; }

    public string Task { get; init; } = "";

    /// <summary>Whether the same person draws both on days or half-days in common.</summary>
    public bool Meets(ClaimLine line) => LineId != line.Id && TextFold.Key(Payee) == TextFold.Key(line.Payee) && From <= line.UntilDay && line.FromDay <= Until
        && (Half == line.HalfDay || Half == HalfDay.Whole || line.HalfDay == HalfDay.Whole);
}
