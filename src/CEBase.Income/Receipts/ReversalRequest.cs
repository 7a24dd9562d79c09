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
}

/// <summary>Where receipts of one means come from, and where their money waits again once the receipt is reversed.</summary>
internal interface IReceiptSource
{
    PaymentMeans Means { get; }

    /// <summary>Lets the money of the receipt wait again, in the transaction of the step that reverses it, and holds it there.</summary>
    Task ReopenAsync(StepContext step, Receipt receipt);
}
