using CEBase.Platform.Values;

namespace CEBase.Funds.Reconciliation;

/// <summary>A line of the finance office's ledger.</summary>
/// <param name="Row">Row in the file, from 1.</param>
/// <param name="Day">When it was booked, or null.</param>
/// <param name="Voucher">Voucher number as written.</param>
/// <param name="Summary">Summary text.</param>
/// <param name="Amount">What was spent; negative for a reversal or a refund.</param>
internal sealed record BookLine(int Row, DateOnly? Day, string Voucher, string Summary, Money Amount);

/// <summary>A claim of the base's own book.</summary>
/// <param name="Row">Row in the file, from 1.</param>
/// <param name="Number">Claim number as written.</param>
/// <param name="Day">Its day, or null.</param>
/// <param name="Use">Permitted use as written.</param>
/// <param name="Description">What was bought.</param>
/// <param name="Amount">Its amount.</param>
internal sealed record ClaimLine(int Row, string Number, DateOnly? Day, string Use, string Description, Money Amount)
{
    /// <summary>The finance office's voucher as the base knows it; empty when it doesn't.</summary>
    public string Voucher { get; init; } = "";
}

/// <summary>Which group a claim or a ledger line ends in; the counts carry these names in snake case.</summary>
internal enum MatchGroup
{
    /// <summary>The claim and the ledger agree.</summary>
    Matched,

    /// <summary>The ledger has the claim with another amount.</summary>
    AmountDiffers,

    /// <summary>The ledger doesn't have the claim.</summary>
    MissingInLedger,

    /// <summary>No claim stands behind the ledger line.</summary>
    OnlyInLedger,

    /// <summary>Ledger lines that cancel one another; counted nowhere.</summary>
    Reversed,
}

/// <summary>How a match was found.</summary>
internal enum MatchWay
{
    /// <summary>Not matched.</summary>
    None,

    /// <summary>The claim's number stands in the summary.</summary>
    Number,

    /// <summary>Same amount, days near: a proposal until a person confirms it.</summary>
    AmountAndDay,
}

/// <summary>Claims and ledger lines that belong together.</summary>
/// <param name="Group">Where they end.</param>
/// <param name="Way">How they were found.</param>
/// <param name="Claims">Claims; none for what is only in the ledger.</param>
/// <param name="Lines">Ledger lines; none for what is missing there.</param>
/// <param name="Remark">What is special: split, merged, booked twice; empty when nothing is.</param>
internal sealed record Pairing(MatchGroup Group, MatchWay Way, IReadOnlyList<ClaimLine> Claims, IReadOnlyList<BookLine> Lines, string Remark)
{
    /// <summary>Claims less ledger.</summary>
    public Money Difference => Claims.Sum(c => c.Amount) - Lines.Sum(l => l.Amount);
}

/// <summary>The outcome.</summary>
/// <param name="Matches">All groups, in the order of the claims and then of the ledger.</param>
internal sealed record ReconciliationResult(IReadOnlyList<Pairing> Matches)
{
    /// <summary>Claims that agree with the ledger.</summary>
    public int Matched => ClaimsIn(MatchGroup.Matched);

    /// <summary>Claims with another amount in the ledger.</summary>
    public int AmountDiffers => ClaimsIn(MatchGroup.AmountDiffers);

    /// <summary>Claims that the ledger doesn't have.</summary>
    public int MissingInLedger => ClaimsIn(MatchGroup.MissingInLedger);

    /// <summary>Ledger lines without a claim.</summary>
    public int OnlyInLedger => Matches.Where(m => m.Group == MatchGroup.OnlyInLedger).Sum(m => m.Lines.Count);

    /// <summary>The matches of a group.</summary>
    public IEnumerable<Pairing> In(MatchGroup group) => Matches.Where(m => m.Group == group);

    private int ClaimsIn(MatchGroup group) => In(group).Sum(m => m.Claims.Count);
}
