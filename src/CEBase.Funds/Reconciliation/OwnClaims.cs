using System.Globalization;
using System.Text;
using CEBase.Platform.Data;
using CEBase.Platform.Values;
using CsvHelper;

namespace CEBase.Funds.Reconciliation;

/// <summary>Where the claims of a comparison come from.</summary>
internal enum ClaimSource
{
    /// <summary>The claims the system has as paid in the month.</summary>
    Own,

    /// <summary>An uploaded list.</summary>
    File,

    /// <summary>The list, and of the system's claims those that it doesn't name.</summary>
    Both,
}

/// <summary>
/// The system's own claims paid in a month, written as the list that finance would upload: what was compared is kept as a file, whatever
/// becomes of the claims later.
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
    }

    /// <summary>The list, and how many claims of the system are in it.</summary>
    /// <param name="session">The caller's transaction.</param>
    /// <param name="month">2026-05.</param>
    /// <param name="listed">Claims of an uploaded list, which go before the system's of the same number; null when there is no such list.</param>
    public static async Task<(byte[] Content, int Own)> WriteAsync(DbSession session, string month, IReadOnlyList<ClaimLine>? listed)
    {
        var first = DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var known = (listed ?? []).Select(c => ClaimNumbers.Plain(c.Number)).ToHashSet();
        var paid = (await session.QueryAsync<PaidClaim>("""
            SELECT k.number, k.paid_on, k.title, k.total, k.voucher, coalesce((SELECT min(f.use_code) FROM claim_line l JOIN fund_line f ON f.id = l.fund_line_id WHERE l.claim_id = k.id), '') AS uses
            FROM claim k WHERE k.state = 'paid' AND k.paid_on >= @first AND k.paid_on < @next ORDER BY k.number
            """, new { first, next = first.AddMonths(1) })).Where(k => !known.Contains(ClaimNumbers.Plain(k.Number))).ToList();
        using var output = new MemoryStream();
        using (var writer = new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true))
        using (var csv = CsvWriter.Create(writer, new CsvWriterOptions(), true))
        {
            csv.WriteRecord(["单号", "日期", "开支范围", "摘要", "金额", "凭证号"]);
            foreach (var claim in listed ?? [])
            {
                csv.WriteRecord([claim.Number, claim.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", claim.Use, claim.Description, Plain(claim.Amount), claim.Voucher]);
            }
            foreach (var claim in paid)
            {
                csv.WriteRecord([claim.Number, claim.PaidOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), claim.Uses, claim.Title, Plain(claim.Total), claim.Voucher]);
            }
        }
        return (output.ToArray(), paid.Count);
    }

    private static string Plain(Money amount) => amount.Yuan.ToString("0.00", CultureInfo.InvariantCulture);
}
