namespace CEBase.Funds.Ledger;

/// <summary>A line of a fund's budget with its balance: a permitted use and item in one year, of a class where the money is a class's own.</summary>
internal sealed record FundLine
{
    public long Id { get; init; }
    public long FundId { get; init; }
    public string FundName { get; init; } = "";
    public int Year { get; init; }
    public string UseCode { get; init; } = "";
    public string Item { get; init; } = "";
    public long? ClassId { get; init; }
    public string? ClassNo { get; init; }

    /// <summary>Can never be overspent.</summary>
    public bool IsStrict { get; init; }

    public Money Planned { get; init; }

    /// <summary>Let through beyond the budget by a second person.</summary>
    public Money Allowed { get; init; }

    public Money Remaining { get; init; }
    public Money Committed { get; init; }
    public Money Claimed { get; init; }
    public Money Paid { get; init; }
    public int FromMonth { get; init; } = 1;
    public int UntilMonth { get; init; } = 12;

    /// <summary>When the version in force means it to be spent.</summary>
    public PlanMonths Months => new(FromMonth, UntilMonth);

    /// <summary>Everything in use; a budget can't fall below it.</summary>
    public Money Used => Committed + Claimed + Paid;

    /// <summary>2026 年 19(4) 授课劳务费.</summary>
    public string Label => $"{Year} 年 {UseItems.Short(UseCode)} {Item}{(ClassNo is null ? "" : $"（{ClassNo}）")}";
}

/// <summary>Reads budget lines with their balance.</summary>
internal static class FundLineRepository
{
    public const string Select = """
        SELECT l.id, l.fund_id, f.name AS fund_name, l.year, l.use_code, l.item, l.class_id, l.is_strict, l.planned, l.allowed, l.remaining, l.committed, l.claimed, l.paid, l.from_month, l.until_month, c.class_no
        FROM fund_line l JOIN fund f ON f.id = l.fund_id LEFT JOIN published_training_class c ON c.id = l.class_id
        """;

    public static Task<FundLine?> FindAsync(DbScope db, long id) => db.FirstAsync<FundLine>($"{Select} WHERE l.id = @id", new { id });

    /// <summary>Of every fund, in the order in which funds are listed.</summary>
    public static Task<IReadOnlyList<FundLine>> AllAsync(DbScope db) =>
        db.QueryAsync<FundLine>($"{Select} ORDER BY CASE f.kind WHEN 'Grant' THEN 0 WHEN 'Income' THEN 1 ELSE 2 END, f.code, l.year, l.use_code, l.item, c.class_no");

    public static Task<IReadOnlyList<FundLine>> OfFundAsync(DbScope db, long fundId) =>
        db.QueryAsync<FundLine>($"{Select} WHERE l.fund_id = @fundId ORDER BY l.year, l.use_code, l.item, c.class_no", new { fundId });
}
