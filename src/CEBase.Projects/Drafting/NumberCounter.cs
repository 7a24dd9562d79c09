namespace CEBase.Projects.Drafting;

/// <summary>Numbers without gaps by kind and year: taken in the transaction that uses them, so an undone transaction gives its number back.</summary>
internal static class NumberCounter
{
    /// <summary>Holds the counter until the transaction ends.</summary>
    public static Task LockAsync(DbScope db, string kind, int year) => db.ExecuteAsync(
        "INSERT INTO project_counter (kind, year, last) VALUES (@kind, @year, 0) ON CONFLICT (kind, year) DO UPDATE SET last = project_counter.last", new { kind, year });

    /// <summary>The next number.</summary>
    public static Task<int> NextAsync(DbScope db, string kind, int year) => db.ScalarAsync<int>("""
        INSERT INTO project_counter (kind, year, last) VALUES (@kind, @year, 1)
        ON CONFLICT (kind, year) DO UPDATE SET last = project_counter.last + 1 RETURNING last
        """, new { kind, year });

    /// <summary>Moves the counter to at least this number, for recipes that bring numbers of their own.</summary>
    public static Task ReachAsync(DbScope db, string kind, int year, int last) => db.ExecuteAsync("""
        INSERT INTO project_counter (kind, year, last) VALUES (@kind, @year, @last)
        ON CONFLICT (kind, year) DO UPDATE SET last = CASE WHEN project_counter.last < @last THEN @last ELSE project_counter.last END
        """, new { kind, year, last });
}

/// <summary>Approval numbers: <c>GK2026-012</c>, by class (who pays) and year.</summary>
internal static class ApprovalNumbers
{
    /// <summary>Letters of the class; also the kind of the counter.</summary>
    public static string KindOf(FundingMode funding) => funding switch
    {
        FundingMode.Fiscal => "CZ",
        FundingMode.Commissioned => "WT",
        FundingMode.Open => "GK",
        _ => "ZX",
    };

    public static string Of(FundingMode funding, int year, int number) => $"{KindOf(funding)}{year}-{number:000}";
}
