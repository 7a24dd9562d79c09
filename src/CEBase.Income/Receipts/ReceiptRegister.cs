using CEBase.Income.Bills;
using CEBase.Income.Invoices;
using CEBase.Income.OnlinePayments;
using CEBase.Income.Refunds;

namespace CEBase.Income.Receipts;

/// <summary>A receipt with whom and what it pays for.</summary>
internal sealed record ReceiptLine
{
    public string Number { get; init; } = "";
    public DateOnly PaidOn { get; init; }
    public PaymentMeans Means { get; init; }
    public string OutsideNo { get; init; } = "";
    public string PayerName { get; init; } = "";
    public string BillNumber { get; init; } = "";

    /// <summary>Whose bill it is.</summary>
    public string BilledTo { get; init; } = "";

    public string ClassNo { get; init; } = "";
    public string ClassName { get; init; } = "";
    public Money Amount { get; init; }

    /// <summary>What of it was reversed: all or nothing.</summary>
    public Money Reversed { get; init; }

    /// <summary>A reversal was asked for and waits for another person.</summary>
    public bool IsAsked { get; init; }

    public string RecordedByName { get; init; } = "";
}

/// <summary>Sums over the receipts that match.</summary>
internal sealed record ReceiptSums
{
    public int Count { get; init; }
    public Money Amount { get; init; }
    public Money Reversed { get; init; }
}

/// <summary>What the register of receipts is asked for.</summary>
internal sealed record ReceiptFilter
{
    public string? Q { get; init; }
    public IncomeMonth? Month { get; init; }
    public PaymentMeans? Means { get; init; }

    /// <summary>asked (a reversal waits), reversed, or null for all.</summary>
    public string? Show { get; init; }

    public int Page { get; init; } = 1;
    public int Size { get; init; } = 30;
}

/// <summary>到账台账: every receipt, the latest first.</summary>
internal static class ReceiptRegister
{
    private const string From = """
         FROM receipt s JOIN receivable r ON r.id = s.receivable_id JOIN training_class c ON c.id = r.class_id LEFT JOIN receipt_reversal v ON v.receipt_id = s.id
        """;

    private const string IsAsked = "EXISTS (SELECT 1 FROM reversal_request q WHERE q.receipt_id = s.id AND q.state = 'asked')";

    public static async Task<(IReadOnlyList<ReceiptLine> Items, ReceiptSums Sums)> ListAsync(DbScope db, ReceiptFilter filter)
    {
        var where = "1 = 1"
            + (filter.Month is null ? "" : " AND s.paid_on >= @First AND s.paid_on <= @Last")
            + (filter.Means is null ? "" : " AND s.means = @Means")
            + (filter.Show == "asked" ? $" AND {IsAsked}" : filter.Show == "reversed" ? " AND v.receipt_id IS NOT NULL" : "")
            + (string.IsNullOrWhiteSpace(filter.Q) ? "" : " AND (" + string.Join(" OR ", new[] { "s.number", "s.outside_no", "s.line_no", "s.payer_name", "r.number", "r.payer_name", "c.class_no", "c.name" }
                .Select(column => $"{column} {db.Dialect.Like} @Like ESCAPE '\\'")) + ")");
        var values = new { First = filter.Month?.From, Last = filter.Month?.Until, Means = filter.Means?.ToString(), Like = SqlText.Containing(filter.Q ?? "") };
        var size = Math.Clamp(filter.Size, 1, 100_000);
        var items = await db.QueryAsync<ReceiptLine>($"""
            SELECT s.number, s.paid_on, s.means, coalesce(s.line_no, s.outside_no) AS outside_no, s.payer_name, r.number AS bill_number, r.payer_name AS billed_to, c.class_no, c.name AS class_name,
              s.amount, coalesce(v.amount, 0) AS reversed, CASE WHEN {IsAsked} THEN TRUE ELSE FALSE END AS is_asked, s.recorded_by_name
            {From} WHERE {where} ORDER BY s.paid_on DESC, s.id DESC LIMIT {size} OFFSET {(Math.Max(filter.Page, 1) - 1L) * size}
            """, values);
        var sums = await db.FirstAsync<ReceiptSums>($"""
            SELECT count(*) AS count, CAST(coalesce(sum(s.amount), 0) AS bigint) AS amount, CAST(coalesce(sum(v.amount), 0) AS bigint) AS reversed {From} WHERE {where}
            """, values);
        return (items, sums!);
    }

    /// <summary>The receipts as a workbook; a reversed one stands with both amounts, so that what counts is the sum of the third column of money.</summary>
    public static byte[] Workbook(IReadOnlyList<ReceiptLine> lines, string note)
    {
        using var book = new Workbook("到账台账", "到账台账", note,
            ["凭证号", "到账日", "方式", "流水号", "付款人", "缴费通知", "缴费对象", "班号", "培训班", "到账（元）", "冲正（元）", "实计（元）", "登记人"]);
        foreach (var r in lines)
        {
            book.Add(r.Number, r.PaidOn, r.Means.Label(), r.OutsideNo, r.PayerName, r.BillNumber, r.BilledTo, r.ClassNo, r.ClassName, r.Amount, r.Reversed,
                new Formula($"J{book.Row + 1}-K{book.Row + 1}", Formula.MoneyFormat), r.RecordedByName);
        }
        book.AddSums("合计", 10, 11, 12);
        return book.Finish();
    }
}
