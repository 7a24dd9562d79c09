namespace CEBase.Income.Bills;

/// <summary>
/// The life of a bill. It is settled by the receipt that leaves nothing owed, and opens again when that receipt is reversed; it ends when the seat is
/// given up, the class is cancelled or a bill on which nothing was paid was made by mistake. Who leaves owing for hours taught keeps that debt until it
/// is paid. What was received stays on record either way, and refunds are made from it.
/// </summary>
internal sealed class ReceivableWorkflow(ReceivableRepository bills, IEnrolmentDirectory enrolments, TimeProvider clock) : TableWorkflow<Receivable>("receivable", clock)
{
    public const string Open = "open";
    public const string Settled = "settled";
    public const string LeftOwing = "owing";
    public const string Cancelled = "cancelled";

    /// <summary>The states in which something is still to be paid, as SQL lists them.</summary>
    public const string Owing = "'open', 'owing'";

    /// <summary>The states of a bill for a seat that is held, as SQL lists them.</summary>
    public const string Living = "'open', 'settled'";

    public const string Settle = "settle";
    public const string End = "end";
    public const string Cancel = "cancel";
    public const string Reopen = "reopen";
    public const string Owe = "owe";
    public const string Clear = "clear";

    public const string Paid = "bill.has-receipts";
    public const string Seated = "bill.learner-seated";
    public const string Invoiced = "bill.invoiced";

    private readonly TimeProvider _clock = clock;

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(Receivable.RecordType, "缴费通知",
    [
        new(Open, "待缴清", StateTone.Waiting),
        new(Settled, "已缴清", StateTone.Done),
        new(LeftOwing, "已退班待结清", StateTone.Waiting),
        new(Cancelled, "已终止", StateTone.Stopped),
    ],
    [
        new(Settle, "缴清", [Open], Settled, Permissions.ReceiptsRecord) { IsAutomatic = true },
        new(Reopen, "到账冲正，重新待缴", [Settled], Open, Permissions.ReceiptsRecord) { IsAutomatic = true },
        new(Owe, "退班时尚欠已授学时的费用", [Open, Settled, Cancelled], LeftOwing, Permissions.IncomeManage) { IsAutomatic = true },
        new(Clear, "结清", [LeftOwing], Cancelled, Permissions.ReceiptsRecord) { IsAutomatic = true },
        new(End, "随退班或停班终止", [Open, Settled, LeftOwing], Cancelled, Permissions.IncomeManage) { IsAutomatic = true },
        new(Cancel, "撤销缴费通知", [Open], Cancelled, Permissions.IncomeManage) { AsksComment = true, IsGrave = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    public override async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync("""
        UPDATE receivable SET state = @to, state_since = @Now, version = version + 1
        WHERE id = @recordId AND state = @from AND (@to <> 'settled' OR received = amount) AND (@to <> 'owing' OR received < owed)
        """, new { recordId, from, to, Now = _clock.GetUtcNow() }) == 1;

    protected override Task<Receivable?> ReadAsync(DbScope db, long recordId) => bills.FindAsync(db, recordId);

    protected override void Describe(StepSet<Receivable> steps) => steps.On(Cancel).Gate("没有到账、不在班、没有发票", CancelAsync);

    /// <summary>A bill on which money arrived is not called off by hand: the learner leaves, or the class is cancelled, and a refund follows.</summary>
    private async Task<IReadOnlyList<Finding>> CancelAsync(StepContext step, Receivable bill)
    {
        var findings = new List<Finding>();
        if (bill.Received > Money.Zero)
        {
            findings.Add(Finding.Block(Paid, $"已到账 {bill.Received} 元，不能撤销。需要退款的，请办理退班或停班后申请退费。", "BJTU:35"));
        }
        if (bill.LearnerId is { } learner && await enrolments.SeatOfAsync(step.Db, bill.ClassId, learner) is not null)
        {
            findings.Add(Finding.Block(Seated, "学员仍在班，应按价格备案缴费，不能撤销。", "BJTU:35"));
        }
        if (bill.InvoiceId is not null)
        {
            findings.Add(Finding.Block(Invoiced, "已有发票申请或发票，请先撤回或红冲。"));
        }
        return findings;
    }
}
