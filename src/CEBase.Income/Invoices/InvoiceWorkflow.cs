using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>Asked for with a confirmed header, issued by finance, offset in red when it was wrong and replaced by the next one of the chain.</summary>
internal sealed class InvoiceWorkflow(InvoiceRepository invoices, ReceivableRepository bills, InvoiceRequests requests, TimeProvider clock) : TableWorkflow<Invoice>("invoice", clock)
{
    public const string Asked = "asked";
    public const string Issued = "issued";
    public const string Reissue = "reissue";
    public const string Reddened = "reddened";
    public const string Withdrawn = "withdrawn";

    public const string Issue = "issue";
    public const string AskReissue = "ask-reissue";
    public const string Redden = "redden";
    public const string Withdraw = "withdraw";

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(Invoice.RecordType, "发票",
    [
        new(Asked, "待开票", StateTone.Waiting),
        new(Issued, "已开票", StateTone.Done),
        new(Reissue, "待换开", StateTone.Waiting),
        new(Reddened, "已红冲", StateTone.Stopped),
        new(Withdrawn, "已撤回", StateTone.Quiet),
    ],
    [
        new(Issue, "登记开票", [Asked], Issued, Permissions.ReceiptsRecord),
        new(AskReissue, "申请换开", [Issued], Reissue, Permissions.IncomeManage) { IsAutomatic = true },
        new(Redden, "登记红冲", [Issued, Reissue], Reddened, Permissions.ReceiptsRecord) { IsGrave = true },
        new(Withdraw, "撤回开票申请", [Asked], Withdrawn, Permissions.IncomeManage) { AsksComment = true, IsGrave = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    protected override Task<Invoice?> ReadAsync(DbScope db, long recordId) => invoices.FindAsync(db, recordId);

    protected override void Describe(StepSet<Invoice> steps)
    {
        steps.On(Issue).Gate("缴清与发票号码", typeof(IssueRule), async (step, invoice) => [.. IssueRule.ToIssue(invoice, await invoices.BillsAsync(step.Db, invoice.Id))]);
        steps.On(Redden).Gate("红字发票号码与原因", (_, invoice) => IssueRule.ToRedden(invoice));
        steps.On(Redden, Withdraw).Then((step, invoice) => bills.ReleaseAsync(step.Db, invoice.Id));
        steps.On(Redden).Then((step, invoice) => requests.ReplaceAsync(step.Db, invoice, step.User));
    }
}
