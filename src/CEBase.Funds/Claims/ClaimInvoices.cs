using CEBase.Funds.Expenses;
using CEBase.Funds.LineRules;

namespace CEBase.Funds.Claims;

/// <summary>Where the invoices of a claim's lines stand as well: in its other lines, in other claims.</summary>
internal sealed class ClaimInvoices
{
    public const string OwnTitle = "funds.invoice-title";
    public const string OwnCode = "funds.invoice-credit-code";

    private readonly IReadOnlyList<ClaimLine> _lines;
    private readonly IReadOnlyList<Held> _held;

    private ClaimInvoices(IReadOnlyList<ClaimLine> lines, IReadOnlyList<Held> held) => (_lines, _held) = (lines, held);

    /// <summary>A draft holds nothing, and a returned claim has let go: who hands in first has the invoice.</summary>
    public static async Task<ClaimInvoices> OfAsync(DbScope db, long claimId, IReadOnlyList<ClaimLine> lines)
    {
        string[] numbers = [.. lines.Select(l => l.InvoiceNo).Where(n => n.Length > 0).Distinct()];
        return new ClaimInvoices(lines, numbers.Length == 0 ? [] : await db.QueryAsync<Held>($"""
            SELECT k.number AS claim, l.invoice_no, l.invoice_series FROM claim_line l JOIN claim k ON k.id = l.claim_id
            WHERE l.invoice_no IN @numbers AND l.claim_id <> @claimId AND {ClaimStates.IsHeld} ORDER BY l.id
            """, new { numbers, claimId }));
    }

    /// <summary>Who the base is on its invoices that day; what was left open is null.</summary>
    public static async Task<InvoiceHeader> OwnHeaderAsync(DbScope db, IParameters parameters, DateOnly day) => new(
        (await parameters.TryGetAsync(db, OwnTitle, day))?.Value, (await parameters.TryGetAsync(db, OwnCode, day))?.Value);

    public InvoiceFacts Of(ClaimLine line)
    {
        var here = _lines.Where(l => l.InvoiceKey == line.InvoiceKey).ToList();
        var sameNumber = _held.Where(h => h.InvoiceNo == line.InvoiceNo).ToList();
        return new InvoiceFacts
        {
            Elsewhere = Claims(sameNumber.Where(h => h.Key == line.InvoiceKey)),
            PerhapsElsewhere = Claims(sameNumber.Where(h => h.Key != line.InvoiceKey && (h.InvoiceSeries.Length == 0 || line.InvoiceSeries.Length == 0))),
            Lines = here.Count,
            Claimed = here.Sum(l => l.Amount),
            Totals = [.. here.Select(l => l.InvoiceTotal).OfType<Money>().Distinct()],
        };
    }

    private static string[] Claims(IEnumerable<Held> held) => [.. held.Select(h => h.Claim).Distinct()];

    private sealed record Held
    {
        public string Claim { get; init; } = "";
        public string InvoiceNo { get; init; } = "";
        public string InvoiceSeries { get; init; } = "";

        public string Key => InvoiceNumber.Key(InvoiceNo, InvoiceSeries);
    }
}
