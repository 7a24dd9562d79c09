namespace CEBase.Funds.Claims.Rules;

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

/// <summary>Half-days as they are counted for fees.</summary>
internal static class HalfDays
{
    /// <summary>Half-days that lie in at least one of the spans; a whole day is a morning and an afternoon.</summary>
    public static int Count(IEnumerable<(DateOnly From, DateOnly Until, HalfDay Half)> spans) => spans
        .SelectMany(s => Enumerable.Range(0, s.Until.DayNumber - s.From.DayNumber + 1).SelectMany(d => Of(s.Half).Select(half => (Day: s.From.AddDays(d), half)))).Distinct().Count();

    /// <summary>Half-days of a line together with the fees that meet it.</summary>
    public static int Count(ClaimLine line, IEnumerable<DrawnFee> fees) => Count(fees.Select(f => (f.From, f.Until, f.Half)).Prepend((line.FromDay, line.UntilDay, line.HalfDay)));

    private static HalfDay[] Of(HalfDay half) => half == HalfDay.Whole ? [HalfDay.Morning, HalfDay.Afternoon] : [half];
}
