namespace CEBase.Income.Receipts;

/// <summary>The ways in which money reaches the school. Nothing else exists (NPU 21): no cash, no person's account, no agent's.</summary>
internal enum PaymentMeans
{
    /// <summary>Into the school's own account.</summary>
    Transfer,

    /// <summary>Through the school's unified payment page.</summary>
    UnifiedPage,
}

/// <summary>Money that reached the school for one bill.</summary>
/// <param name="ReceivableId">The bill.</param>
/// <param name="Means">How it came.</param>
/// <param name="OutsideNo">The bank's or the payment page's own number: what makes recording it twice harmless.</param>
/// <param name="Amount">How much.</param>
/// <param name="PaidOn">The day on which it arrived.</param>
/// <param name="PayerName">Who paid, as the bank says.</param>
internal sealed record IncomingPayment(long ReceivableId, PaymentMeans Means, string OutsideNo, Money Amount, DateOnly PaidOn, string PayerName)
{
    /// <summary>
    /// What makes it one of its number, where that may be posted more than once: a line that pays several bills, or one whose receipt was reversed
    /// (<see cref="ReceiptRepository.NextKeyAsync"/>). Null is the number itself.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The line of the account it is a part of, or null.</summary>
    public long? ArrivalId { get; init; }
}

/// <summary>A receipt (到账记录); never changed.</summary>
internal record Receipt
{
    public long Id { get; init; }

    /// <summary>SJ2026-0001.</summary>
    public string Number { get; init; } = "";

    public long ReceivableId { get; init; }
    public PaymentMeans Means { get; init; }

    /// <summary>The number as the bank or the payment page has it.</summary>
    public string OutsideNo { get; init; } = "";

    public Money Amount { get; init; }
    public DateOnly PaidOn { get; init; }
    public string PayerName { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }
    public string RecordedByName { get; init; } = "";

    /// <summary>The line of the account it is a part of, or null.</summary>
    public long? ArrivalId { get; init; }

    /// <summary>When it was reversed (冲正); null while it counts.</summary>
    public DateTimeOffset? ReversedAt { get; init; }

    public string BillNumber { get; init; } = "";

    public bool IsReversed => ReversedAt is not null;
}

/// <summary>Words of receipts.</summary>
internal static class ReceiptWords
{
    public static string Label(this PaymentMeans means) => means == PaymentMeans.Transfer ? "学校账户转账" : "学校统一支付平台";
}
