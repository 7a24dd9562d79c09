using CEBase.Funds.Expenses;
using CsvHelper;

namespace CEBase.Funds.Reconciliation;

/// <summary>Where the claims of a comparison come from.</summary>
internal enum ClaimSource
{
    /// <summary>What the system has as paid and reversed in the period.</summary>
    Own,

    /// <summary>An uploaded list.</summary>
    File,

    /// <summary>The list, and of the system's claims those that it doesn't name.</summary>
    Both,
}

/// <summary>
/// The system's own claims of a period, written as the list that finance would upload: what was compared is kept as a file, whatever becomes of the
/// claims later. A claim that was paid and reversed is two entries, each with its own day.
/// </summary>
internal static class OwnClaims
{
    private sealed record PaidClaim
    {
        public string Number { get; init; } = "";
        public DateOnly PaidOn { get; init; }
        public string Uses { get; init; } = "";
        public string Title { get; init; } = "";
        public Money Total { get; init; }
        public string Voucher { get; init; } = "";
        public string State { get; init; } = "";
        public DateTimeOffset StateSince { get; init; }
    }

    /// <summary>The entries of a period: payments by their day, reversals by the day on which they were approved.</summary>
    public static async Task<IReadOnlyList<OwnEntry>> OfAsync(DbScope db, AccountingPeriod period)
    {
        var claims = await db.QueryAsync<PaidClaim>("""
            SELECT k.number, k.paid_on, k.title, k.total, k.voucher, k.state, k.state_since,
              coalesce((SELECT min(f.use_code) FROM claim_line l JOIN fund_line f ON f.id = l.fund_line_id WHERE l.claim_id = k.id), '') AS uses
            FROM claim k
            WHERE k.paid_on IS NOT NULL AND ((k.state IN ('paid', 'reversed') AND k.paid_on >= @From AND k.paid_on <= @LastDay) OR (k.state = 'reversed' AND k.state_since >= @Since AND k.state_since < @Before))
            ORDER BY k.number
            """, new { period.From, period.LastDay, Since = period.From.At(TimeOnly.MinValue), Before = period.LastDay.AddDays(1).At(TimeOnly.MinValue) });
        return [.. claims.SelectMany(Entries).Where(c => period.Contains(c.Day!.Value))];
    }

    /// <summary>A list as a file.</summary>
    public static byte[] Write(IEnumerable<OwnEntry> claims)
    {
        using var output = new MemoryStream();
        using (var writer = new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true))
        using (var csv = CsvWriter.Create(writer, new CsvWriterOptions(), true))
        {
            csv.WriteRecord(["单号", "日期", "开支范围", "摘要", "金额", "凭证号"]);
            foreach (var claim in claims)
            {
                csv.WriteRecord([claim.Number, claim.Day?.InTable() ?? "", claim.Use, claim.Description, claim.Amount.Yuan.ToString("0.00", CultureInfo.InvariantCulture), claim.Voucher]);
            }
        }
        return output.ToArray();
    }

    private static IEnumerable<OwnEntry> Entries(PaidClaim claim)
    {
        var paid = new OwnEntry(0, claim.Number, claim.PaidOn, claim.Uses, claim.Title, claim.Total) { Voucher = claim.Voucher };
        return claim.State == ClaimStates.Reversed ? [paid, paid with { Day = claim.StateSince.ChinaDay(), Description = $"冲销：{claim.Title}", Amount = -claim.Total }] : [paid];
    }
}
