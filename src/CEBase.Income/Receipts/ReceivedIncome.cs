namespace CEBase.Income.Receipts;

/// <summary>What came in for one class.</summary>
internal sealed record ClassReceived
{
    public long ClassId { get; init; }
    public string ClassNo { get; init; } = "";
    public string ClassName { get; init; } = "";

    /// <summary>Year of the money: that of the day on which it arrived or went back.</summary>
    public int Year { get; init; }

    /// <summary>Receipts that weren't reversed.</summary>
    public Money Received { get; init; }

    /// <summary>Refunds paid out.</summary>
    public Money Refunded { get; init; }

    /// <summary>What the school holds.</summary>
    public Money Kept => Received - Refunded;
}

/// <summary>What training brought in, for those who show income beside spending: receipts less reversals and refunds.</summary>
internal sealed class ReceivedIncome
{
    /// <summary>Everything received and kept so far.</summary>
    public async Task<Money> TotalAsync(DbScope db) => new(await db.ScalarAsync<long>("SELECT CAST(coalesce(sum(received - refunded), 0) AS bigint) FROM receivable"));

    /// <summary>By class and year, the latest year and the largest class first.</summary>
    /// <param name="db">The scope.</param>
    /// <param name="year">Only this year; null for all.</param>
    public async Task<IReadOnlyList<ClassReceived>> ByClassAsync(DbScope db, int? year = null)
    {
        var rows = await db.QueryAsync<ClassReceived>($"""
            SELECT x.class_id, c.class_no, c.name AS class_name, CAST(x.year AS integer) AS year, CAST(sum(x.received) AS bigint) AS received, CAST(sum(x.refunded) AS bigint) AS refunded
            FROM (
              SELECT r.class_id, substr(s.paid_on, 1, 4) AS year, s.amount AS received, 0 AS refunded FROM receipt s JOIN receivable r ON r.id = s.receivable_id
              WHERE NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_id = s.id)
              UNION ALL
              SELECT r.class_id, substr(f.paid_on, 1, 4), 0, f.amount FROM refund f JOIN receivable r ON r.id = f.receivable_id WHERE f.state = 'paid'
            ) x JOIN published_training_class c ON c.id = x.class_id{(year is null ? "" : " WHERE x.year = @Year")}
            GROUP BY x.class_id, c.class_no, c.name, x.year
            """, new { Year = year?.ToString("0000", System.Globalization.CultureInfo.InvariantCulture) });
        return [.. rows.OrderByDescending(r => r.Year).ThenByDescending(r => r.Kept).ThenBy(r => r.ClassNo)];
    }

    /// <summary>By year, the latest first.</summary>
    public async Task<IReadOnlyList<(int Year, Money Received, Money Refunded)>> ByYearAsync(DbScope db) =>
        [.. (await ByClassAsync(db)).GroupBy(r => r.Year).Select(g => (g.Key, g.Sum(r => r.Received), g.Sum(r => r.Refunded)))];
}
