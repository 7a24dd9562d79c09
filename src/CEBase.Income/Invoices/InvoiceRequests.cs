using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>Asks finance for invoices: at first, and in place of one that was offset.</summary>
internal sealed class InvoiceRequests(InvoiceRepository invoices, ReceivableRepository bills, Trace trace, TimeProvider clock)
{
    /// <summary>What an invoice of the bill is made out for: what is to be paid of it, or what the school keeps of one that has ended.</summary>
    public static Money Due(Receivable bill) => bill.State == ReceivableWorkflow.Cancelled || bill.Refunded > Money.Zero ? bill.Kept : bill.Owed;

    /// <exception cref="Refusal"><c>invoice_exists</c>: one of the bills has one.</exception>
    public async Task<Invoice> AskAsync(DbScope db, IReadOnlyList<Receivable> of, long headerId, long? replaces, string? requestKey, ICurrentUser user)
    {
        var number = await DocumentNumbers.NextAsync(db, InvoiceService.Series, clock.Today().Year);
        var item = of.Count == 1 ? of[0].Item : $"{of[0].Item}等 {of.Count} 项";
        var id = await invoices.InsertAsync(db, number, headerId, item, of.Sum(Due), replaces, requestKey, clock.GetUtcNow());
        foreach (var bill in of)
        {
            Clash.When(!await bills.InvoiceAsync(db, bill.Id, id), "invoice_exists", $"{bill.Number} 已有发票申请或发票。抬头有误的，请在原发票上改。");
            await invoices.AddBillAsync(db, id, bill.Id, Due(bill));
            await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, bill.Id, "invoice_header") { Comment = $"{number}。" }, user);
        }
        await trace.AppendAsync(db, new TraceEntry(Invoice.RecordType, id, "invoice_header") { To = InvoiceWorkflow.Asked }, user);
        return (await invoices.FindAsync(db, id))!;
    }

    /// <summary>Asks for the invoice that takes the place of one just offset, when the payer confirmed a new header and there is still something to invoice.</summary>
    public async Task ReplaceAsync(DbScope db, Invoice old, ICurrentUser user)
    {
        var left = (await invoices.BillsAsync(db, old.Id)).Where(b => Due(b) > Money.Zero).ToList();
        if (old.NextHeaderId is { } header && left.Count > 0)
        {
            await AskAsync(db, left, header, old.Id, null, user);
        }
    }
}
