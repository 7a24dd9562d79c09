namespace CEBase.Platform.Data;

/// <summary>Numbers of documents without gaps (<c>BX2026-0001</c>), drawn in the transaction that makes the record. A series counts anew each year.</summary>
public static class DocumentNumbers
{
    /// <summary>The next number of a series; holds its counter until the transaction ends.</summary>
    /// <param name="db">A write.</param>
    /// <param name="series">Letters before the year: <c>BX</c>.</param>
    /// <param name="year">Year of the number.</param>
    public static async Task<string> NextAsync(DbScope db, string series, int year)
    {
        var last = await db.ScalarAsync<int>("""
            INSERT INTO document_counter (series, year, last) VALUES (@series, @year, 1)
            ON CONFLICT (series, year) DO UPDATE SET last = document_counter.last + 1 RETURNING last
            """, new { series, year });
        return $"{series}{year}-{last:0000}";
    }

    /// <summary>Holds the counter, so that a look for a request key sees what the same request pressed twice has written.</summary>
    public static Task LockAsync(DbScope db, string series, int year) => db.ExecuteAsync(
        "INSERT INTO document_counter (series, year, last) VALUES (@series, @year, 0) ON CONFLICT (series, year) DO UPDATE SET last = document_counter.last", new { series, year });
}
