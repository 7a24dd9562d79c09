namespace CEBase.Income.OnlinePayments;

/// <summary>Why money that arrived was not put to a bill.</summary>
internal enum UnmatchedCause
{
    /// <summary>Another amount than the order's.</summary>
    Amount,

    /// <summary>The bill was paid otherwise, or cancelled, before it came.</summary>
    BillClosed,

    /// <summary>A second payment on an order that is paid.</summary>
    Twice,

    /// <summary>The platform names an order that we don't have.</summary>
    Unknown,

    /// <summary>It was put to a wrong bill, and that receipt was reversed.</summary>
    Reversed,
}

/// <summary>Money that arrived and fits no open bill (待认领到账). It is never lost: finance puts it to a bill or has it paid back.</summary>
internal sealed record UnmatchedPayment
{
    public const string RecordType = "StrayPayment";

    public long Id { get; init; }
    public string TradeNo { get; init; } = "";
    public string OrderNo { get; init; } = "";
    public long? OrderId { get; init; }
    public string? BillNumber { get; init; }
    public Money? OrderAmount { get; init; }
    public Money Amount { get; init; }
    public DateTimeOffset PaidAt { get; init; }
    public string PayerName { get; init; } = "";
    public UnmatchedCause Cause { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The bill finance wants to put it to.</summary>
    public long? TargetId { get; init; }

    public string? TargetNumber { get; init; }

    /// <summary>The finance office's voucher of paying it back.</summary>
    public string Voucher { get; init; } = "";

    public bool IsWaiting => State == UnmatchedPaymentWorkflow.Waiting;
}

/// <summary>Words of causes.</summary>
internal static class UnmatchedPaymentWords
{
    public static string Label(this UnmatchedCause cause) => cause switch
    {
        UnmatchedCause.Amount => "金额与订单不符",
        UnmatchedCause.BillClosed => "缴费通知已缴清或已终止",
        UnmatchedCause.Twice => "同一订单再次到账",
        UnmatchedCause.Reversed => "原到账已冲正",
        _ => "没有这张订单",
    };
}
