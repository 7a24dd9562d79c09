using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>What the form of an invoice offers at first.</summary>
internal static class InvoiceSuggestions
{
    /// <summary>Other bills of the same client that have no invoice, for one invoice over several.</summary>
    public static async Task<IReadOnlyList<Receivable>> OthersAsync(DbScope db, Receivable bill) => bill.PayerKind == PayerKind.Learner ? []
        : [.. (await db.QueryAsync<Receivable>($"""
            {Receivable.Select} WHERE r.payer_kind = 'Client' AND r.id <> @Id AND r.invoice_id IS NULL
              AND r.contract_id IN (SELECT k.id FROM contract k WHERE k.client_id = (SELECT o.client_id FROM contract o WHERE o.id = @ContractId)) ORDER BY r.id
            """, new { bill.Id, bill.ContractId })).Where(b => b.PayerName == bill.PayerName && InvoiceService.Due(b) > Money.Zero)];

    /// <summary>What stands in the header's form at first: the client's invoice title, the learner's employer, or the header used last.</summary>
    public static async Task<HeaderInput> HeaderAsync(DbScope db, Receivable bill)
    {
        if (bill.PayerKind == PayerKind.Client)
        {
            var client = await db.FirstAsync<Suggested>("""
                SELECT CASE WHEN c.invoice_title <> '' THEN c.invoice_title ELSE c.name END AS title, c.credit_code FROM contract k JOIN client c ON c.id = k.client_id WHERE k.id = @ContractId
                """, new { bill.ContractId });
            return new HeaderInput { Title = client?.Title, CreditCode = client?.CreditCode };
        }
        var last = await db.FirstAsync<InvoiceHeaderRow>("""
            SELECT h.id, h.kind, h.title, h.credit_code, h.email FROM invoice_header h JOIN invoice i ON i.header_id = h.id JOIN invoice_bill b ON b.invoice_id = i.id
            JOIN receivable r ON r.id = b.receivable_id WHERE r.learner_id = @LearnerId ORDER BY h.id DESC LIMIT 1
            """, new { bill.LearnerId });
        if (last is not null)
        {
            return new HeaderInput { Kind = last.Kind.ToString(), Title = last.Title, CreditCode = last.CreditCode, Email = last.Email };
        }
        var learner = await db.FirstAsync<Suggested>("SELECT employer AS title, credit_code, email FROM learner WHERE id = @LearnerId", new { bill.LearnerId });
        return new HeaderInput { Title = learner?.Title, CreditCode = learner?.CreditCode, Email = learner?.Email, Kind = nameof(HeaderKind.Organisation) };
    }

    private sealed record Suggested
    {
        public string? Title { get; init; }
        public string? CreditCode { get; init; }
        public string? Email { get; init; }
    }
}
