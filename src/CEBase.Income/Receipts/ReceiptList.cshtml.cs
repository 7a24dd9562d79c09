using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>A receipt with whom and what it pays for.</summary>
internal sealed record ReceiptRow : Receipt
{
    /// <summary>Whose bill it is.</summary>
    public string BilledTo { get; init; } = "";

    public string ClassNo { get; init; } = "";
    public string ClassName { get; init; } = "";

    /// <summary>What of it was reversed: all or nothing.</summary>
    public Money Reversed { get; init; }

    /// <summary>A reversal was asked for and waits for another person.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Sums over all rows of the view.</summary>
    public Money AllAmount { get; init; }

    public Money AllReversed { get; init; }
}

/// <summary>到账台账: every receipt, the latest first. A reversed one stands with both amounts, so that what counts is the sum of the third column of money.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class ReceiptListModel(ListServices services, RegisterExport export) : ListPage<ReceiptRow>(services)
{
    private const string Asked = "EXISTS (SELECT 1 FROM reversal_request q WHERE q.receipt_id = s.id AND q.state = 'asked')";

    public (Money Amount, Money Reversed) Sums => Rows.Count > 0 ? (Rows[0].AllAmount, Rows[0].AllReversed) : default;

    protected override ListQuery<ReceiptRow> Describe() => new("到账台账", $"""
        SELECT s.number, s.paid_on, s.means, coalesce(s.line_no, s.outside_no) AS outside_no, s.payer_name, r.number AS bill_number, r.payer_name AS billed_to, c.class_no, c.name AS class_name,
          s.amount, coalesce(v.amount, 0) AS reversed, CASE WHEN {Asked} THEN TRUE ELSE FALSE END AS is_asked, s.recorded_by_name,
          CAST(sum(s.amount) OVER () AS bigint) AS all_amount, CAST(sum(coalesce(v.amount, 0)) OVER () AS bigint) AS all_reversed
        FROM receipt s JOIN receivable r ON r.id = s.receivable_id JOIN published_training_class c ON c.id = r.class_id LEFT JOIN receipt_reversal v ON v.receipt_id = s.id
        """, "s.paid_on DESC, s.id DESC")
    {
        Unit = "笔",
        Search = new("凭证号、流水号、付款人、缴费通知、班号", "s.number", "s.outside_no", "s.line_no", "s.payer_name", "r.number", "r.payer_name", "c.class_no", "c.name"),
        Filters =
        [
            MonthFilter.Of("到账月份", "s.paid_on"),
            ListFilter.Choice("means", "方式", "s.means", Options.Of<PaymentMeans>(m => m.Label())),
            new ListFilter("show", "冲正", "") { Options = [new("asked", "待批准冲正", Asked), new("reversed", "已冲正", "v.receipt_id IS NOT NULL")] },
        ],
        Columns =
        [
            new("凭证号", r => r.Number) { Link = r => IncomeAddresses.OfReceipt(r.Number), Detail = r => r.Reversed > Money.Zero ? "已冲正" : r.IsAsked ? "待批准冲正" : null, Sort = ("number", "s.number") },
            new("到账日", r => r.PaidOn) { Sort = ("paid", "s.paid_on") },
            new("方式", r => r.Means.Label()),
            new("流水号", r => r.OutsideNo) { IsText = true },
            new("付款人", r => r.PayerName) { Place = CellPlace.Head, Detail = r => r.PayerName == r.BilledTo ? null : $"缴 {r.BilledTo}", Sort = ("payer", "s.payer_name") },
            new("缴费通知", r => r.BillNumber) { Link = r => IncomeAddresses.OfBill(r.BillNumber) },
            new("缴费对象", r => r.BilledTo) { OnlyExported = true },
            new("班号", r => r.ClassNo) { Sort = ("class", "c.class_no") },
            new("培训班", r => r.ClassName) { OnlyExported = true },
            new("到账（元）", r => r.Amount) { Place = CellPlace.Side, IsSummed = true, Sort = ("amount", "s.amount") },
            new("冲正（元）", r => r.Reversed) { OnlyExported = true, IsSummed = true },
            new("实计（元）", r => r.Amount - r.Reversed) { OnlyExported = true, IsSummed = true },
            new("登记人", r => r.RecordedByName) { OnlyExported = true },
        ],
    };

    protected override Task ExportedAsync(int rows) => export.NoteAsync("到账台账", rows);
}
