namespace CEBase.Funds.Reconciliation;

/// <summary>One part of a statement: expenses, or income.</summary>
internal sealed record StatementPart(Part Part, ReconciliationResult Result)
{
    /// <summary>As shown.</summary>
    public string Label => Part == Part.Expense ? "支出" : "收入";

    /// <summary>From our sum to the ledger's.</summary>
    public Balance Balance => Balance.Of(Result);
}

/// <summary>
/// How our sum becomes the ledger's (余额调节): what only the ledger has is added, what it lacks is taken off, and where amounts differ the difference
/// is added. It always comes out, because every entry stands in one group.
/// </summary>
/// <param name="Own">Our entries.</param>
/// <param name="OnlyInLedger">Lines without an entry of ours.</param>
/// <param name="Missing">Our entries that the ledger lacks.</param>
/// <param name="Differing">The ledger's amounts less ours, where both have the item.</param>
/// <param name="Ledger">The ledger's lines.</param>
internal sealed record Balance(Money Own, Money OnlyInLedger, Money Missing, Money Differing, Money Ledger)
{
    public static Balance Of(ReconciliationResult result) => new(
        result.Matches.SelectMany(m => m.Claims).Sum(c => c.Amount),
        result.In(MatchGroup.OnlyInLedger).SelectMany(m => m.Lines).Sum(l => l.Amount),
        result.In(MatchGroup.MissingInLedger).SelectMany(m => m.Claims).Sum(c => c.Amount),
        -result.In(MatchGroup.AmountDiffers).Sum(m => m.Difference),
        result.Matches.SelectMany(m => m.Lines).Sum(l => l.Amount));

    /// <summary>Our sum after the adjustments.</summary>
    public Money Adjusted => Own + OnlyInLedger - Missing + Differing;
}

/// <summary>An entry that isn't compared.</summary>
/// <param name="Book">账 or 基地.</param>
/// <param name="Row">Row in the file; 0 for what no file holds.</param>
/// <param name="Day">Its day, or null.</param>
/// <param name="Number">Voucher or claim number.</param>
/// <param name="Summary">Summary.</param>
/// <param name="Amount">Its amount.</param>
/// <param name="Reason">Why it isn't compared.</param>
internal sealed record AsideLine(string Book, int Row, DateOnly? Day, string Number, string Summary, Money Amount, string Reason);

/// <summary>Who signed for a side; an empty name leaves the place blank.</summary>
internal sealed record Signature(string Role, string Name, DateOnly? Day);

/// <summary>A reconciliation as it is written down: counts, sums, differences with their explanations, what isn't counted, and who signed.</summary>
/// <param name="Note">Which files were compared.</param>
/// <param name="Parts">Its parts.</param>
/// <param name="Aside">What isn't compared.</param>
internal sealed record ReconciliationStatement(string Note, IReadOnlyList<StatementPart> Parts, IReadOnlyList<AsideLine> Aside)
{
    /// <summary>Whose books.</summary>
    public string Base { get; init; } = "";

    /// <summary>Which months; empty where whole files were compared.</summary>
    public string Period { get; init; } = "";

    /// <summary>The two sides.</summary>
    public IReadOnlyList<Signature> Signatures { get; init; } = [new("基地", "", null), new("财务处", "", null)];

    /// <summary>What isn't compared, by reason.</summary>
    public IEnumerable<IGrouping<string, AsideLine>> AsideByReason => Aside.GroupBy(a => $"{a.Book}：{a.Reason}");
}
