using CEBase.Income.Bills;
using CEBase.Income.Invoices;
using CEBase.Income.OnlinePayments;
using CEBase.Income.Refunds;

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
    /// (<see cref="ReceiptService.NextKeyAsync"/>). Null is the number itself.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The line of the account it is a part of, or null.</summary>
    public long? ArrivalId { get; init; }
}

/// <summary>A receipt (到账记录); never changed.</summary>
internal sealed record Receipt
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

    public const string Select = """
        SELECT s.id, s.number, s.receivable_id, s.means, coalesce(s.line_no, s.outside_no) AS outside_no, s.amount, s.paid_on, s.payer_name, s.recorded_at, s.recorded_by_name, s.arrival_id,
          v.reversed_at, b.number AS bill_number
        FROM receipt s JOIN receivable b ON b.id = s.receivable_id LEFT JOIN receipt_reversal v ON v.receipt_id = s.id
        """;

    public static Task<Receipt?> FindAsync(DbScope db, long id) => db.FirstAsync<Receipt>($"{Select} WHERE s.id = @id", new { id });

    public static Task<Receipt?> FindAsync(DbScope db, string number) => db.FirstAsync<Receipt>($"{Select} WHERE s.number = @number", new { number });

    public static Task<IReadOnlyList<Receipt>> OfAsync(DbScope db, long receivableId) =>
        db.QueryAsync<Receipt>($"{Select} WHERE s.receivable_id = @receivableId ORDER BY s.id", new { receivableId });
}

/// <summary>The one way by which a bill is paid. Every payment is a row of its own, and the bill's sum moves only together with it.</summary>
[RestsOn("NPU:21", How = "到账只有学校账户转账和学校统一支付平台两种，每笔记流水号，个人收款和现金无处登记")]
[RestsOn("MOE:2", "MOE23:22", How = "收入全部进学校账户，不设代收渠道，合作方和代理无从收费")]
[RestsOn("BJTU:35", How = "到账逐笔登记到缴费通知，缴足为止，不多收")]
internal sealed class ReceiptService(WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    public const string Series = "SJ";

    /// <summary>Records a payment in the caller's transaction. The same outside number again gives back the receipt of the first time.</summary>
    /// <exception cref="Refusal">
    /// <c>payment_differs</c>: the number is known with another bill or amount; <c>payment_reversed</c>: its receipt was reversed;
    /// <c>payment_exceeds</c>: more than is owed;
    /// <c>payment_invalid</c>: no number or no amount; 404 for a bill that isn't there.
    /// </exception>
    public async Task<Receipt> PostAsync(DbScope db, IncomingPayment payment, ICurrentUser user)
    {
        var outsideNo = payment.OutsideNo.Trim();
        var key = payment.Key ?? outsideNo;
        if (outsideNo.Length is 0 or > 100 || payment.Amount <= Money.Zero)
        {
            throw new Refusal("payment_invalid", "到账要有流水号和大于 0 的金额。") { Field = nameof(payment.OutsideNo) };
        }
        if (payment.Means == PaymentMeans.Transfer && !user.Has(Permissions.ReceiptsRecord))
        {
            throw new Refusal("not_yours", "到账由财务人员按学校账户流水登记。") { Status = 403 };
        }
        // Locks the bill, so that the same payment twice at once meets its own first receipt below.
        _ = await db.FirstAsync<string>("SELECT state FROM receivable WHERE id = @ReceivableId" + db.Dialect.ForUpdate, new { payment.ReceivableId })
            ?? throw Refusal.NotFound("没有这张缴费通知。");
        if (await BeforeAsync(db, payment, key) is { } before)
        {
            return before;
        }
        if (await db.ExecuteAsync($"""
            UPDATE receivable SET received = received + @Amount, version = version + 1
            WHERE id = @ReceivableId AND state IN ({ReceivableWorkflow.Owing}) AND received + @Amount <= coalesce(owed, amount)
            """, new { payment.ReceivableId, payment.Amount }) == 0)
        {
            var bill = (await Receivable.FindAsync(db, payment.ReceivableId))!;
            throw new Refusal("payment_exceeds", $"{bill.Number} 尚欠 {bill.Outstanding} 元，不能登记 {payment.Amount} 元。请核对金额和缴费通知编号。") { Field = nameof(payment.Amount), Status = 409 };
        }
        var id = await db.ScalarAsync<long?>("""
            INSERT INTO receipt (number, receivable_id, means, outside_no, line_no, arrival_id, amount, paid_on, payer_name, recorded_at, recorded_by, recorded_by_name)
            VALUES (@number, @ReceivableId, @Means, @key, @lineNo, @ArrivalId, @Amount, @PaidOn, @PayerName, @Now, @AccountId, @DisplayName)
            ON CONFLICT (means, outside_no) DO NOTHING RETURNING id
            """, new
        {
            number = await DocumentNumbers.NextAsync(db, Series, clock.Today().Year), payment.ReceivableId, Means = payment.Means.ToString(), key, lineNo = key == outsideNo ? null : outsideNo,
            payment.ArrivalId, payment.Amount, payment.PaidOn,
            PayerName = payment.PayerName.Trim(), Now = clock.GetUtcNow(), user.AccountId, user.DisplayName,
        }) ?? throw Differs(outsideNo);
        var receipt = (await Receipt.FindAsync(db, id))!;
        await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, payment.ReceivableId, "receipt")
        {
            Comment = $"{receipt.Number}，{payment.Amount} 元，{payment.Means.Label()}，流水号 {outsideNo}。",
        }, user);
        var after = (await Receivable.FindAsync(db, payment.ReceivableId))!;
        if (after.Outstanding == Money.Zero)
        {
            await engine.TakeOrRefuseAsync(db, Receivable.RecordType, after.Id, after.State == ReceivableWorkflow.Open ? ReceivableWorkflow.Settle : ReceivableWorkflow.Clear);
        }
        return receipt;
    }

    /// <summary>The key of the next receipt of a number, in the transaction that holds the line it stands on: the number itself, then with a count.</summary>
    public static async Task<string> NextKeyAsync(DbScope db, PaymentMeans means, string outsideNo)
    {
        var before = await db.ScalarAsync<long>("SELECT count(*) FROM receipt WHERE means = @Means AND coalesce(line_no, outside_no) = @outsideNo", new { Means = means.ToString(), outsideNo });
        return before == 0 ? outsideNo : $"{outsideNo}#{before + 1}";
    }

    private static async Task<Receipt?> BeforeAsync(DbScope db, IncomingPayment payment, string key)
    {
        var before = await db.FirstAsync<Receipt>($"{Receipt.Select} WHERE s.means = @Means AND s.outside_no = @key", new { Means = payment.Means.ToString(), key });
        return before is null ? null
            : before.IsReversed ? throw new Refusal("payment_reversed", $"流水号 {before.OutsideNo} 的到账已冲正，请在待认领的到账里重新认领。") { Field = nameof(payment.OutsideNo), Status = 409 }
            : before.ReceivableId == payment.ReceivableId && before.Amount == payment.Amount ? before : throw Differs(key);
    }

    private static Refusal Differs(string outsideNo) =>
        new("payment_differs", $"流水号 {outsideNo} 已登记过，但缴费通知或金额不同。请核对，同一笔到账不能登记两次。") { Field = nameof(IncomingPayment.OutsideNo), Status = 409 };
}

/// <summary>Words of receipts.</summary>
internal static class ReceiptWords
{
    public static string Label(this PaymentMeans means) => means == PaymentMeans.Transfer ? "学校账户转账" : "学校统一支付平台";
}
