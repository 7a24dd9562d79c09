using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>Reads and writes requests for reversals, and what stands on the receipts they are about.</summary>
internal sealed class ReversalRepository(ReceivableRepository bills)
{
    private const string Select = """
        SELECT q.id, q.number, q.state, q.receipt_id, s.number AS receipt_number, q.reason, q.asked_by, q.asked_by_name, q.asked_at FROM reversal_request q JOIN receipt s ON s.id = q.receipt_id
        """;

    public Task<ReversalRequest?> FindAsync(DbScope db, long id) => db.FirstAsync<ReversalRequest>($"{Select} WHERE q.id = @id", new { id });

    /// <summary>The latest one of a receipt, or null.</summary>
    public Task<ReversalRequest?> OfReceiptAsync(DbScope db, long receiptId) =>
        db.FirstAsync<ReversalRequest>($"{Select} WHERE q.receipt_id = @receiptId ORDER BY q.id DESC LIMIT 1", new { receiptId });

    public Task<long> InsertAsync(DbScope db, long receiptId, string number, string reason, ICurrentUser user, DateTimeOffset now) => db.InsertAsync("""
        INSERT INTO reversal_request (number, state, state_since, receipt_id, reason, asked_by, asked_by_name, asked_at)
        VALUES (@number, 'asked', @now, @receiptId, @reason, @AccountId, @DisplayName, @now)
        """, new { number, receiptId, reason, user.AccountId, user.DisplayName, now });

    /// <summary>What stands on the receipt now. Refunds and invoices lie above receipts, so their rows are looked at and not their types.</summary>
    public async Task<ReversalFacts> FactsAsync(DbScope db, Receipt receipt)
    {
        var bill = (await bills.FindAsync(db, receipt.ReceivableId))!;
        return new ReversalFacts(receipt.IsReversed,
            await db.FirstAsync<string>("SELECT f.number FROM refund_part p JOIN refund f ON f.id = p.refund_id WHERE p.receipt_id = @Id AND f.state = 'paid' ORDER BY f.id LIMIT 1", new { receipt.Id }),
            await db.FirstAsync<string>("SELECT number FROM refund WHERE receivable_id = @Id AND state IN ('asked', 'approved') ORDER BY id DESC LIMIT 1", new { bill.Id }),
            bill is { PayerKind: PayerKind.Learner, InvoiceId: { } id } ? await db.FirstAsync<string>("SELECT invoice_no FROM invoice WHERE id = @id", new { id }) : null);
    }
}
