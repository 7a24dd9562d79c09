using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.OnlinePayments;

/// <summary>Put to a bill, or paid back. Putting it to a bill posts the receipt in the same transaction, under the platform's number of the payment.</summary>
/// <param name="services">For the engine and the book, which are made from the workflows.</param>
/// <param name="clock">The clock.</param>
[RestsOn("BJTU:35", How = "平台到账对不上缴费通知的，留待财务认领或原路退回，不多收也不丢失")]
internal sealed class UnmatchedPaymentWorkflow(IServiceProvider services, TimeProvider clock) : IWorkflow
{
    public const string Waiting = "waiting";
    public const string Matched = "matched";
    public const string Returned = "returned";

    public const string Match = "match";
    public const string Return = "return";
    public const string Reopen = "reopen";

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(UnmatchedPayment.RecordType, "待认领到账",
    [
        new(Waiting, "待认领", StateTone.Waiting),
        new(Matched, "已入账", StateTone.Done),
        new(Returned, "已退回付款人", StateTone.Done),
    ],
    [
        new(Match, "认领入账", [Waiting], Matched, Permissions.ReceiptsRecord),
        new(Return, "登记退回付款人", [Waiting], Returned, Permissions.ReceiptsRecord) { AsksComment = true, IsGrave = true },
        new(Reopen, "到账冲正，重新认领", [Matched], Waiting, Permissions.ReceiptsRecord) { IsAutomatic = true },
    ]);

    public WorkflowDefinition Definition => Life;

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM stray_payment WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE stray_payment SET state = @to, state_since = @Now WHERE id = @recordId AND state = @from", new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public async Task ApplyAsync(StepContext step)
    {
        if (step.Step.Name == Reopen)
        {
            return;
        }
        var stray = (await UnmatchedPayment.FindAsync(step.Session, step.RecordId))!;
        // The order before the bill, as wherever both are held.
        if (stray.OrderId is { } order && await step.Session.ScalarAsync<int>("SELECT count(*) FROM stray_payment WHERE order_id = @order AND state = 'waiting'", new { order }) == 0)
        {
            // An order that was paid and then paid again stays paid: the step is not its own.
            await services.GetRequiredService<WorkflowEngine>().TakeAsync(step.Session, new StepRequest(PaymentOrder.RecordType, order, OrderWorkflow.Resolve)
            {
                Comment = step.Step.Name == Match ? $"流水号 {stray.TradeNo} 已认领到 {stray.TargetNumber}。" : $"流水号 {stray.TradeNo} 已退回付款人。",
            }, SystemUser.Instance);
        }
        if (step.Step.Name == Match)
        {
            await services.GetRequiredService<ReceiptService>().PostAsync(step.Session,
                new IncomingPayment(stray.TargetId!.Value, PaymentMeans.UnifiedPage, stray.TradeNo, stray.Amount, stray.PaidAt.ChinaDay(), stray.PayerName)
                {
                    Key = await ReceiptService.NextKeyAsync(step.Session, PaymentMeans.UnifiedPage, stray.TradeNo),
                }, step.User);
        }
    }
}

/// <summary>Only to an open bill that still owes as much.</summary>
[RestsOn("BJTU:35", How = "认领的到账只能记到尚欠金额够的缴费通知")]
internal static class MatchRule
{
    public const string NoBill = "stray.no-bill";
    public const string BillClosed = "stray.bill-closed";
    public const string TooMuch = "stray.too-much";

    /// <param name="amount">What arrived.</param>
    /// <param name="payer">Who paid, as the platform says.</param>
    /// <param name="bill">The bill finance wants to put it to.</param>
    /// <param name="ordered">Number of the bill for which the order was made, or null.</param>
    public static IReadOnlyList<Finding> Check(Money amount, string payer, Receivable? bill, string? ordered) =>
        bill is null ? [Finding.Block(NoBill, "请先在“认领到哪张缴费通知”里填写编号并保存。", "BJTU:35")]
        : bill.Outstanding <= Money.Zero ? [Finding.Block(BillClosed, $"{bill.Number} 已缴清或已终止，不能再记到账。请换一张，或把款退回付款人。", "BJTU:35")]
        : amount > bill.Outstanding ? [Finding.Block(TooMuch, $"{bill.Number} 尚欠 {bill.Outstanding} 元，少于到账的 {amount} 元，不能多收。请把款退回付款人，由其按应缴金额重缴。", "BJTU:35")]
        : [.. PayerRule.Check(payer, ordered ?? "", [bill])];
}

/// <summary>The bill to which finance puts the money.</summary>
internal sealed class MatchGate : IStepGate
{
    public string RecordType => UnmatchedPayment.RecordType;

    public string Step => UnmatchedPaymentWorkflow.Match;

    public string Label => "认领到的缴费通知";

    public IReadOnlyList<Type> Rules => [typeof(MatchRule), typeof(PayerRule)];

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => await UnmatchedPayment.FindAsync(step.Session, step.RecordId) is { } stray
        ? MatchRule.Check(stray.Amount, stray.PayerName, stray.TargetId is { } target ? await Receivable.FindAsync(step.Session, target) : null, stray.BillNumber)
        : [];
}

/// <summary>Paying back is recorded with the finance office's voucher.</summary>
internal sealed class ReturnGate : IStepGate
{
    public const string NoVoucher = "stray.no-voucher";

    public string RecordType => UnmatchedPayment.RecordType;

    public string Step => UnmatchedPaymentWorkflow.Return;

    public string Label => "退回凭证";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => await UnmatchedPayment.FindAsync(step.Session, step.RecordId) is { Voucher.Length: 0 }
        ? [Finding.Block(NoVoucher, "请先填写退回这笔款的财务凭证号并保存，供对账。", "BJTU:38")]
        : [];
}
