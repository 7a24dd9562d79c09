using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>Asked for by one, approved by another. Approving takes the receipt off its bill in the same transaction: the bill owes again, the money waits again, and both rows stay.</summary>
[RestsOn("BJTU:38", How = "到账记录只增不改，认错的另记一笔冲正，款项回到待认领")]
internal sealed class ReversalWorkflow(ReceivableRepository bills, ReceiptRepository receipts, ReversalRepository reversals, IEnumerable<IReceiptSource> sources, Trace trace, TimeProvider clock)
    : TableWorkflow<ReversalRequest>("reversal_request", clock)
{
    public const string Asked = "asked";
    public const string Done = "done";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";

    public const string Approve = "approve";
    public const string Refuse = "refuse";
    public const string Withdraw = "withdraw";

    private readonly TimeProvider _clock = clock;

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(ReversalRequest.RecordType, "到账冲正",
    [
        new(Asked, "待批准", StateTone.Waiting),
        new(Done, "已冲正", StateTone.Stopped),
        new(Refused, "未批准", StateTone.Quiet),
        new(Withdrawn, "已撤回", StateTone.Quiet),
    ],
    [
        new(Approve, "批准冲正", [Asked], Done, Permissions.RefundApprove) { IsGrave = true },
        new(Refuse, "不批准", [Asked], Refused, Permissions.RefundApprove) { AsksComment = true },
        new(Withdraw, "撤回申请", [Asked], Withdrawn, Permissions.ReceiptsRecord) { AsksComment = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    protected override Task<ReversalRequest?> ReadAsync(DbScope db, long recordId) => reversals.FindAsync(db, recordId);

    protected override void Describe(StepSet<ReversalRequest> steps) => steps.On(Approve)
        .Gate("由另一人批准，没有退费和发票", async (step, request) =>
        [
            .. SecondPersonRule.Check(step.User.AccountId, (request.AskedBy, "申请人")),
            .. ReversalRule.Check(await reversals.FactsAsync(step.Db, (await receipts.FindAsync(step.Db, request.ReceiptId))!)),
        ], new GateWords { Rules = [typeof(ReversalRule), typeof(SecondPersonRule)] })
        .Then(ReverseAsync);

    private async Task ReverseAsync(StepContext step, ReversalRequest request)
    {
        var (db, receipt) = (step.Db, (await receipts.FindAsync(step.Db, request.ReceiptId))!);
        // The money before the bill, as wherever both are held.
        await sources.Single(s => s.Means == receipt.Means).ReopenAsync(step, receipt);
        await bills.LockAsync(db, receipt.ReceivableId);
        Clash.When(!await bills.TakeBackAsync(db, receipt.ReceivableId, receipt.Amount), ReversalRule.Refunded, $"{receipt.BillNumber} 退过费，余下的款项不足 {receipt.Amount} 元，不能冲正。");
        await receipts.ReverseAsync(db, receipt, request.Id, step.User, _clock.GetUtcNow());
        await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, receipt.ReceivableId, "receipt_reverse") { Comment = $"{receipt.Number}，{receipt.Amount} 元，{request.Number}：{request.Reason}" }, step.User);
        var bill = (await bills.FindAsync(db, receipt.ReceivableId))!;
        if (bill.State == ReceivableWorkflow.Settled)
        {
            await step.Engine.TakeOrRefuseAsync(db, Receivable.RecordType, bill.Id, ReceivableWorkflow.Reopen, request.Number);
        }
        else if (bill.State == ReceivableWorkflow.Cancelled && bill.LeftOn is not null && bill.Received < bill.Owed)
        {
            await step.Engine.TakeOrRefuseAsync(db, Receivable.RecordType, bill.Id, ReceivableWorkflow.Owe, request.Number);
        }
    }
}
