using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.OnlinePayments;

/// <summary>Put to a bill, or paid back. Putting it to a bill posts the receipt in the same transaction, under the platform's number of the payment.</summary>
[RestsOn("BJTU:35", How = "平台到账对不上缴费通知的，留待财务认领或原路退回，不多收也不丢失")]
internal sealed class UnmatchedPaymentWorkflow(UnmatchedPaymentRepository unmatched, ReceivableRepository bills, ReceiptRepository receipts, ReceiptService posting, TimeProvider clock)
    : TableWorkflow<UnmatchedPayment>("stray_payment", clock)
{
    public const string Waiting = "waiting";
    public const string Matched = "matched";
    public const string Returned = "returned";

    public const string Match = "match";
    public const string Return = "return";
    public const string Reopen = "reopen";

    public const string NoVoucher = "stray.no-voucher";

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

    public override WorkflowDefinition Definition => Life;

    protected override Task<UnmatchedPayment?> ReadAsync(DbScope db, long recordId) => unmatched.FindAsync(db, recordId);

    protected override void Describe(StepSet<UnmatchedPayment> steps)
    {
        steps.On(Match).Gate("认领到的缴费通知", async (step, stray) =>
            MatchRule.Check(stray.Amount, stray.PayerName, stray.TargetId is { } target ? await bills.FindAsync(step.Db, target) : null, stray.BillNumber),
            new GateWords { Rules = [typeof(MatchRule), typeof(PayerRule)] });
        steps.On(Return).Gate("退回凭证", (_, stray) => stray.Voucher.Length > 0 ? [] : [Finding.Block(NoVoucher, "请先填写退回这笔款的财务凭证号并保存，供对账。", "BJTU:38")]);
        steps.On(Match, Return).Then(ResolveOrderAsync);
        steps.On(Match).Then(async (step, stray) => await posting.PostAsync(step.Engine, step.Db,
            new IncomingPayment(stray.TargetId!.Value, PaymentMeans.UnifiedPage, stray.TradeNo, stray.Amount, stray.PaidAt.ChinaDay(), stray.PayerName)
            {
                Key = await receipts.NextKeyAsync(step.Db, PaymentMeans.UnifiedPage, stray.TradeNo),
            }, step.User));
    }

    /// <summary>The order before the bill, as wherever both are held.</summary>
    private async Task ResolveOrderAsync(StepContext step, UnmatchedPayment stray)
    {
        if (stray.OrderId is { } order && (await unmatched.OfOrderAsync(step.Db, order)).All(s => !s.IsWaiting))
        {
            // An order that was paid and then paid again stays paid: the step is not its own.
            await step.Engine.TakeAsync(step.Db, new StepRequest(PaymentOrder.RecordType, order, OrderWorkflow.Resolve)
            {
                Comment = step.Step.Name == Match ? $"流水号 {stray.TradeNo} 已认领到 {stray.TargetNumber}。" : $"流水号 {stray.TradeNo} 已退回付款人。",
            }, SystemUser.Instance);
        }
    }
}
