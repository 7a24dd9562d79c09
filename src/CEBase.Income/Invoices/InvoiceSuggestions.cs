using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>What the form of an invoice offers at first.</summary>
internal sealed class InvoiceSuggestions(InvoiceRepository invoices, ReceivableRepository bills)
{
    /// <summary>Other bills of the same client that have no invoice, for one invoice over several.</summary>
    public async Task<IReadOnlyList<Receivable>> OthersAsync(DbScope db, Receivable bill) => bill.PayerKind == PayerKind.Learner ? []
        : [.. (await bills.UninvoicedAsync(db, bill)).Where(b => b.PayerName == bill.PayerName && InvoiceRequests.Due(b) > Money.Zero)];

    /// <summary>What stands in the header's form at first: the client's invoice title, the learner's employer, or the header used last.</summary>
    public async Task<HeaderInput> HeaderAsync(DbScope db, Receivable bill)
    {
        if (bill.LearnerId is { } learner && await invoices.LastHeaderAsync(db, learner) is { } last)
        {
            return new HeaderInput { Kind = last.Kind.ToString(), Title = last.Title, CreditCode = last.CreditCode, Email = last.Email };
        }
        return await db.FirstAsync<HeaderInput>(bill.PayerKind == PayerKind.Client
            ? "SELECT CASE WHEN c.invoice_title <> '' THEN c.invoice_title ELSE c.name END AS title, c.credit_code FROM published_contract k JOIN published_client c ON c.id = k.client_id WHERE k.id = @ContractId"
            : "SELECT employer AS title, credit_code, email FROM published_learner WHERE id = @LearnerId", new { bill.ContractId, bill.LearnerId }) ?? new HeaderInput();
    }
}
