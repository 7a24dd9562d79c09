namespace CEBase.Funds.Reconciliation;

/// <summary>Which of the two parts of a reconciliation.</summary>
internal enum Part
{
    /// <summary>Claims against what the ledger spent.</summary>
    Expense,

    /// <summary>Receipts and refunds against what the ledger received.</summary>
    Income,
}

/// <summary>An item that was still open when an earlier period was closed.</summary>
/// <param name="Entry">Its entry in that period.</param>
/// <param name="Origin">The period, as shown.</param>
internal sealed record CarriedItem(long Entry, string Origin);

/// <summary>A line of the finance office's ledger.</summary>
/// <param name="Row">Row in the file, from 1.</param>
/// <param name="Day">When it was booked, or null.</param>
/// <param name="Voucher">Voucher number as written.</param>
/// <param name="Summary">Summary text.</param>
/// <param name="Amount">What was spent; negative for a reversal or a refund.</param>
internal sealed record BookLine(int Row, DateOnly? Day, string Voucher, string Summary, Money Amount)
{
    /// <summary>Stands for the line whenever the books are compared; empty where nothing is kept.</summary>
    public string Key { get; init; } = "";

    /// <summary>Where it was carried forward from, or null.</summary>
    public CarriedItem? Carried { get; init; }
}

/// <summary>An entry of the base's own book: a claim paid, or with a negative amount its reversal; in the income part a receipt or a refund.</summary>
/// <param name="Row">Row in the file, from 1.</param>
/// <param name="Number">Claim number as written.</param>
/// <param name="Day">Its day, or null.</param>
/// <param name="Use">Permitted use as written.</param>
/// <param name="Description">What was bought.</param>
/// <param name="Amount">Its amount; negative for what was taken back.</param>
internal sealed record OwnEntry(int Row, string Number, DateOnly? Day, string Use, string Description, Money Amount)
{
    /// <summary>The finance office's voucher as the base knows it; empty when it doesn't.</summary>
    public string Voucher { get; init; } = "";

    /// <summary>Stands for the entry whenever the books are compared; empty where nothing is kept.</summary>
    public string Key { get; init; } = "";

    /// <summary>Where it was carried forward from, or null.</summary>
    public CarriedItem? Carried { get; init; }

    /// <summary>It is no difference when the ledger lacks it: a claim on the list that another month may have paid.</summary>
    public bool IsOptional { get; init; }
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

    /// <summary>The voucher that the base knows, in the same accounting month and with the same amount.</summary>
    Voucher,

    /// <summary>The voucher of the same accounting month with another amount: a proposal until a person confirms it.</summary>
    VoucherOnly,

    /// <summary>Same amount, days near: a proposal until a person confirms it.</summary>
    AmountAndDay,

    /// <summary>Paired by a person.</summary>
    Hand,
}

/// <summary>Words of the ways.</summary>
internal static class MatchWays
{
    /// <summary>Only proposed: a person says whether it is so.</summary>
    public static bool IsProposed(this MatchWay way) => way is MatchWay.VoucherOnly or MatchWay.AmountAndDay;

    /// <summary>As shown.</summary>
    public static string Label(this MatchWay way) => way switch
    {
        MatchWay.Number => "单号",
        MatchWay.Voucher => "凭证号和金额",
        MatchWay.VoucherOnly => "凭证号",
        MatchWay.AmountAndDay => "金额和日期",
        MatchWay.Hand => "人工配对",
        _ => "",
    };
}

/// <summary>Claims and ledger lines that belong together.</summary>
/// <param name="Group">Where they end.</param>
/// <param name="Way">How they were found.</param>
/// <param name="Claims">Claims; none for what is only in the ledger.</param>
/// <param name="Lines">Ledger lines; none for what is missing there.</param>
/// <param name="Remark">What is special: split, merged, booked twice; empty when nothing is.</param>
internal sealed record Pairing(MatchGroup Group, MatchWay Way, IReadOnlyList<OwnEntry> Claims, IReadOnlyList<BookLine> Lines, string Remark)
{
    /// <summary>A person has confirmed what was proposed.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Why the difference is there, in a person's words; empty where nobody has said.</summary>
    public string Explanation { get; init; } = "";

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
