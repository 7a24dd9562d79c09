namespace CEBase.Income;

/// <summary>What training brought in and what is still owed, for those who spend, settle and account.</summary>
public interface IIncomeFigures
{
    /// <summary>What the school received and holds: receipts less reversals and refunds.</summary>
    /// <param name="db">The scope.</param>
    /// <param name="year">Only money that moved in this year; null for all so far.</param>
    Task<Money> KeptAsync(DbScope db, int? year = null);

    /// <summary>Sums over the bills of a class.</summary>
    Task<IncomeSums> OfClassAsync(DbScope db, long classId);

    /// <summary>The bills of a class: learners before the client, the client's by instalment.</summary>
    Task<IReadOnlyList<BillInfo>> BillsAsync(DbScope db, long classId);
}

/// <summary>Sums over bills (缴费通知).</summary>
public sealed record IncomeSums
{
    /// <summary>How many bills.</summary>
    public int Count { get; init; }

    /// <summary>What is to be paid of them; of one that has ended, what the school holds.</summary>
    public Money Billed { get; init; }

    /// <summary>Receipts that weren't reversed.</summary>
    public Money Received { get; init; }

    /// <summary>Refunds paid out.</summary>
    public Money Refunded { get; init; }

    /// <summary>On issued invoices.</summary>
    public Money Invoiced { get; init; }

    /// <summary>What is still owed.</summary>
    public Money Outstanding { get; init; }
}

/// <summary>A bill (缴费通知) of a class.</summary>
/// <param name="Number">YS2026-0001.</param>
/// <param name="PayerName">Who owes it.</param>
/// <param name="Amount">What was billed.</param>
/// <param name="Received">Receipts that weren't reversed.</param>
/// <param name="Refunded">Refunds paid out.</param>
/// <param name="State">Its state, as shown.</param>
public sealed record BillInfo(string Number, string PayerName, Money Amount, Money Received, Money Refunded, string State);
