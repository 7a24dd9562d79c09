namespace CEBase.Income.Receipts;

/// <summary>The wish to take a receipt off the bill it was put to by mistake (到账冲正).</summary>
internal sealed record ReversalRequest
{
    public const string RecordType = "ReceiptReversal";

    public long Id { get; init; }

    /// <summary>CZ2026-0001.</summary>
    public string Number { get; init; } = "";

    public string State { get; init; } = "";
    public long ReceiptId { get; init; }
    public string ReceiptNumber { get; init; } = "";
    public string Reason { get; init; } = "";
    public long? AskedBy { get; init; }
    public string AskedByName { get; init; } = "";
    public DateTimeOffset AskedAt { get; init; }

    private const string Select = """
        SELECT q.id, q.number, q.state, q.receipt_id, s.number AS receipt_number, q.reason, q.asked_by, q.asked_by_name, q.asked_at FROM reversal_request q JOIN receipt s ON s.id = q.receipt_id
        """;

    public static Task<ReversalRequest?> FindAsync(DbScope db, long id) => db.FirstAsync<ReversalRequest>($"{Select} WHERE q.id = @id", new { id });

    /// <summary>The latest one of a receipt, or null.</summary>
    public static Task<ReversalRequest?> OfReceiptAsync(DbScope db, long receiptId) =>
        db.FirstAsync<ReversalRequest>($"{Select} WHERE q.receipt_id = @receiptId ORDER BY q.id DESC LIMIT 1", new { receiptId });
}

/// <summary>Where receipts of one means come from, and where their money waits again once the receipt is reversed.</summary>
internal interface IReceiptSource
{
    PaymentMeans Means { get; }

    /// <summary>Lets the money of the receipt wait again, in the caller's transaction, and holds it there.</summary>
    Task ReopenAsync(DbScope db, Receipt receipt, ICurrentUser user);
}
