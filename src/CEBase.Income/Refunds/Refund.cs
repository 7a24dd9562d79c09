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

    public const string Select = """
        SELECT f.id, f.number, f.state, f.receivable_id, r.number AS bill_number, c.class_no, r.payer_name, f.ground, f.amount, f.basis, f.reason, f.asked_by, f.asked_by_name, f.asked_at,
          f.paid_no, f.paid_on
        FROM refund f JOIN receivable r ON r.id = f.receivable_id JOIN training_class c ON c.id = r.class_id
        """;

    public static Task<Refund?> FindAsync(DbScope db, long id) => db.FirstAsync<Refund>($"{Select} WHERE f.id = @id", new { id });

    public static Task<Refund?> FindAsync(DbScope db, string number) => db.FirstAsync<Refund>($"{Select} WHERE f.number = @number", new { number });

    public static Task<IReadOnlyList<Refund>> OfBillAsync(DbScope db, long receivableId) =>
        db.QueryAsync<Refund>($"{Select} WHERE f.receivable_id = @receivableId ORDER BY f.id DESC", new { receivableId });
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

    public static Task<IReadOnlyList<RefundPart>> OfAsync(DbScope db, long refundId) => db.QueryAsync<RefundPart>("""
        SELECT p.receipt_id, s.number AS receipt_number, s.means, s.outside_no, s.payer_name, p.amount FROM refund_part p JOIN receipt s ON s.id = p.receipt_id
        WHERE p.refund_id = @refundId ORDER BY p.receipt_id
        """, new { refundId });
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
