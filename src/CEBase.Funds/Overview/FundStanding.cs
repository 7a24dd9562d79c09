using CEBase.Funds.Ledger;

namespace CEBase.Funds.Overview;

/// <summary>A figure of the overview. The entries behind it add up to it, because each counts with what it moved there or away.</summary>
internal enum FundStanding
{
    /// <summary>What is budgeted.</summary>
    Planned,

    /// <summary>Held by requests and claims and not yet paid.</summary>
    Bound,

    /// <summary>What is paid.</summary>
    Paid,

    /// <summary>What is free.</summary>
    Left,
}

internal static class Standings
{
    public static string Label(this FundStanding standing) => standing switch
    {
        FundStanding.Planned => "预算",
        FundStanding.Bound => "预占和已报",
        FundStanding.Paid => "已付",
        _ => "可用",
    };

    /// <summary>What an entry added to the figure; less than zero where it took away, zero where it moved nothing in or out.</summary>
    public static Money Of(this EntryRow entry, FundStanding standing) => standing switch
    {
        FundStanding.Planned => Moved(entry, Stage.Source, inwards: -1),
        FundStanding.Bound => Moved(entry, Stage.Committed) + Moved(entry, Stage.Claimed),
        FundStanding.Paid => Moved(entry, Stage.Paid),
        _ => Moved(entry, Stage.Left),
    };

    // The source lies outside the line: what leaves it is what was planned.
    private static Money Moved(EntryRow entry, Stage stage, int inwards = 1) =>
        new((entry.ToStage == stage ? inwards : 0) * entry.Amount.Fen - (entry.FromStage == stage ? inwards : 0) * entry.Amount.Fen);
}
