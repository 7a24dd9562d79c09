namespace CEBase.Funds.Ledger;

/// <summary>Where money of a line stands. Every entry moves an amount from one stage to another, so that each stage relieves the one before.</summary>
internal enum Stage
{
    /// <summary>Outside the line: what was budgeted comes from here.</summary>
    Source,

    /// <summary>Outside the line: what a second person let through beyond the budget, with a written reason.</summary>
    Override,

    /// <summary>Budgeted and free (可用).</summary>
    Left,

    /// <summary>Held by an approved request (预占).</summary>
    Committed,

    /// <summary>Approved for payment (已报).</summary>
    Claimed,

    /// <summary>Paid (已付).</summary>
    Paid,
}

/// <summary>What an entry is for.</summary>
internal enum PostingKind
{
    Plan,
    Cut,
    TransferOut,
    TransferIn,
    CarryOut,
    CarryIn,
    Override,

    /// <summary>What was let through beyond the budget and isn't needed.</summary>
    OverrideBack,

    Commit,

    /// <summary>A claim takes its money out of a commitment; the claim's own Commit follows in the same transaction.</summary>
    Draw,

    /// <summary>A commitment gives back what no claim has drawn.</summary>
    Release,

    Claim,
    Pay,
}

/// <summary>An amount to be posted.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Act">What for; it says from which stage to which.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="Source">Kind of record behind it, one of <see cref="EntrySources"/>.</param>
/// <param name="SourceId">That record.</param>
internal sealed record Posting(long LineId, PostingKind Act, Money Amount, string Source, long SourceId)
{
    /// <summary>Tells apart the hand-ins of one record: a returned claim that comes again.</summary>
    public int Round { get; init; }

    /// <summary>Why, where somebody had to say so.</summary>
    public string? Reason { get; init; }
}

/// <summary>Postings that records of several kinds make alike.</summary>
internal static class Postings
{
    /// <summary>Commits money. What goes beyond the line was passed by the approver as a Review, with the reason; the line is still held, so it is the same shortfall.</summary>
    public static IEnumerable<Posting> Commit(FundLine line, Money wanted, string source, long sourceId, string? reason, int round = 0)
    {
        if (wanted > line.Remaining && !line.IsStrict && reason is not null)
        {
            yield return new Posting(line.Id, PostingKind.Override, wanted - line.Remaining, source, sourceId) { Round = round, Reason = reason };
        }
        yield return new Posting(line.Id, PostingKind.Commit, wanted, source, sourceId) { Round = round };
    }
}

/// <summary>Records that post.</summary>
internal static class EntrySources
{
    public const string Budget = "budget";
    public const string Move = "move";
    public const string Claim = "claim";
    public const string Commitment = "commitment";
}

/// <summary>An entry of the ledger as it was written.</summary>
internal sealed record FundEntry
{
    public long Id { get; init; }
    public long LineId { get; init; }
    public PostingKind Act { get; init; }
    public Stage FromStage { get; init; }
    public Stage ToStage { get; init; }
    public Money Amount { get; init; }
    public string Source { get; init; } = "";
    public long SourceId { get; init; }
    public int Round { get; init; }
    public long? ReversalOf { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public string PostedByName { get; init; } = "";
}

/// <summary>Words and ways of the acts.</summary>
internal static class PostingKinds
{
    public static (Stage From, Stage To) Way(this PostingKind act) => act switch
    {
        PostingKind.Plan or PostingKind.TransferIn or PostingKind.CarryIn => (Stage.Source, Stage.Left),
        PostingKind.Cut or PostingKind.TransferOut or PostingKind.CarryOut => (Stage.Left, Stage.Source),
        PostingKind.Override => (Stage.Override, Stage.Left),
        PostingKind.OverrideBack => (Stage.Left, Stage.Override),
        PostingKind.Draw or PostingKind.Release => (Stage.Committed, Stage.Left),
        PostingKind.Commit => (Stage.Left, Stage.Committed),
        PostingKind.Claim => (Stage.Committed, Stage.Claimed),
        _ => (Stage.Claimed, Stage.Paid),
    };

    public static string Label(this PostingKind act) => act switch
    {
        PostingKind.Plan => "批复预算",
        PostingKind.Cut => "调减预算",
        PostingKind.TransferOut => "调剂转出",
        PostingKind.TransferIn => "调剂转入",
        PostingKind.CarryOut => "结转转出",
        PostingKind.CarryIn => "结转转入",
        PostingKind.Override => "超支放行",
        PostingKind.OverrideBack => "收回超支额度",
        PostingKind.Draw => "预占转报销",
        PostingKind.Release => "释放预占",
        PostingKind.Commit => "预占",
        PostingKind.Claim => "报销",
        _ => "付款",
    };

    public static string Label(this Stage stage) => stage switch
    {
        Stage.Source => "来源",
        Stage.Override => "超支额度",
        Stage.Left => "可用",
        Stage.Committed => "预占",
        Stage.Claimed => "已报",
        _ => "已付",
    };
}
