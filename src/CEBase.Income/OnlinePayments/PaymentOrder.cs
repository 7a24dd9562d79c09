namespace CEBase.Income.OnlinePayments;

/// <summary>An order (缴费订单) at the school's payment page: a learner's try to pay what is left of one bill.</summary>
internal sealed record PaymentOrder
{
    public const string RecordType = "PaymentOrder";

    public long Id { get; init; }

    /// <summary>ZF2026-0001; the platform knows the order by it.</summary>
    public string Number { get; init; } = "";

    public long ReceivableId { get; init; }
    public string BillNumber { get; init; } = "";
    public string BillState { get; init; } = "";

    /// <summary>Whom the bill is for.</summary>
    public string PayerOfBill { get; init; } = "";

    public string ClassNo { get; init; } = "";
    public Money Amount { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset StateSince { get; init; }

    /// <summary>The platform's page for this order; null until the platform has answered.</summary>
    public string? PayAddress { get; init; }

    public DateTimeOffset OpenedAt { get; init; }
    public string OpenedByName { get; init; } = "";
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the platform last answered about it, or was last asked in vain.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Times in a row it gave no answer.</summary>
    public int Failures { get; init; }

    /// <summary>Why it doesn't go on; empty when nothing is wrong.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>The platform's number of the payment.</summary>
    public string? TradeNo { get; init; }

    public DateTimeOffset? PaidAt { get; init; }
    public string PayerName { get; init; } = "";

    public bool IsOpen => State == OrderWorkflow.Opened;
}
