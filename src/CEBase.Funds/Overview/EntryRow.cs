using CEBase.Funds.Ledger;

namespace CEBase.Funds.Overview;

/// <summary>An entry with its line and the record behind it, as lists show it.</summary>
internal sealed record EntryRow
{
    public long Id { get; init; }
    public long LineId { get; init; }
    public int Year { get; init; }
    public string UseCode { get; init; } = "";
    public string Item { get; init; } = "";
    public string? ClassNo { get; init; }
    public PostingKind Act { get; init; }
    public Stage FromStage { get; init; }
    public Stage ToStage { get; init; }
    public Money Amount { get; init; }
    public string Source { get; init; } = "";
    public long SourceId { get; init; }
    public long? ReversalOf { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public string PostedByName { get; init; } = "";

    /// <summary>Number of the claim or move behind it; null for a budget.</summary>
    public string? OriginNumber { get; init; }

    /// <summary>What the claim was for.</summary>
    public string? OriginTitle { get; init; }

    /// <summary>The day on which the finance office paid the claim.</summary>
    public DateOnly? PaidOn { get; init; }

    /// <summary>The day the entry counts on: a payment on the finance office's day, all else when it was posted.</summary>
    public DateOnly Day => Act == PostingKind.Pay && ReversalOf is null && PaidOn is { } paid ? paid : PostedAt.ChinaDay();

    /// <summary>Taken back counts against.</summary>
    public Money Signed => ReversalOf is null ? Amount : -Amount;

    public string ActLabel => $"{(ReversalOf is null ? "" : "冲销")}{Act.Label()}";

    public (string Label, string Href) Origin => Source switch
    {
        EntrySources.Claim => (OriginNumber!, FundsAddresses.Claim(OriginNumber!)),
        EntrySources.Move => (OriginNumber!, FundsAddresses.Move(OriginNumber!)),
        EntrySources.Commitment => (OriginNumber!, FundsAddresses.Commitment(OriginNumber!)),
        _ => ("预算", FundsAddresses.Budget(SourceId)),
    };
}

/// <summary>Reads entries as lists show them.</summary>
internal static class EntryRepository
{
    private const string Select = """
        SELECT e.id, e.line_id, l.year, l.use_code, l.item, c.class_no, e.act, e.from_stage, e.to_stage, e.amount, e.source, e.source_id, e.reversal_of, e.reason,
          e.posted_at, e.posted_by_name, coalesce(k.number, m.number, z.number) AS origin_number, coalesce(k.title, z.purpose) AS origin_title, k.paid_on
        FROM fund_entry e JOIN fund_line l ON l.id = e.line_id LEFT JOIN published_training_class c ON c.id = l.class_id
          LEFT JOIN claim k ON e.source = 'claim' AND k.id = e.source_id LEFT JOIN fund_move m ON e.source = 'move' AND m.id = e.source_id
          LEFT JOIN commitment z ON e.source = 'commitment' AND z.id = e.source_id
        """;

    /// <summary>Entries of one line, newest first.</summary>
    public static Task<IReadOnlyList<EntryRow>> OfLineAsync(DbScope db, long lineId) => db.QueryAsync<EntryRow>($"{Select} WHERE e.line_id = @lineId ORDER BY e.id DESC", new { lineId });

    /// <summary>Entries of a fund's lines in a year's budget (zero: every year), of one use where it is given, newest first.</summary>
    public static Task<IReadOnlyList<EntryRow>> OfFundAsync(DbScope db, long fundId, int year, string useCode = "") => db.QueryAsync<EntryRow>($"""
        {Select} WHERE l.fund_id = @fundId AND (@year = 0 OR l.year = @year) AND (@useCode = '' OR l.use_code = @useCode) ORDER BY e.id DESC
        """, new { fundId, year, useCode });
}
