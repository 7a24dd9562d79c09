using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.Refunds;

/// <summary>Money to be paid back on one bill.</summary>
internal sealed record Refund
{
    public const string RecordType = "Refund";

    public long Id { get; init; }

    /// <summary>TF2026-0001.</summary>
    public string Number { get; init; } = "";

    public string State { get; init; } = "";

    /// <summary>Asked for or approved: not paid yet.</summary>
    public bool IsUnderWay => State is RefundWorkflow.Asked or RefundWorkflow.Approved;

    public long ReceivableId { get; init; }
    public string BillNumber { get; init; } = "";
    public string ClassNo { get; init; } = "";
    public string PayerName { get; init; } = "";
    public RefundGround Ground { get; init; }
    public Money Amount { get; init; }

    /// <summary>The arithmetic in words.</summary>
    public string Basis { get; init; } = "";

    public string Reason { get; init; } = "";
    public long? AskedBy { get; init; }
    public string AskedByName { get; init; } = "";
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>The finance office's number of the payment back.</summary>
    public string? PaidNo { get; init; }

    public DateOnly? PaidOn { get; init; }
}

/// <summary>The part of a refund that goes back by one receipt: to its payer, by its way.</summary>
internal sealed record RefundPart
{
    public long ReceiptId { get; init; }
    public string ReceiptNumber { get; init; } = "";
    public PaymentMeans Means { get; init; }
    public string OutsideNo { get; init; } = "";
    public string PayerName { get; init; } = "";
    public Money Amount { get; init; }
}

/// <summary>Words of refunds.</summary>
internal static class RefundWords
{
    public static string Label(this RefundGround ground) => ground switch
    {
        RefundGround.BeforeStart => "开班前退班",
        RefundGround.AfterStart => "开班后退班",
        RefundGround.ClassCancelled => "培训班取消",
        _ => "合同减价",
    };
}
