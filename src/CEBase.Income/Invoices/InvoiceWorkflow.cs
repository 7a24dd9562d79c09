using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>Asked for with a confirmed header, issued by finance, offset in red when it was wrong and replaced by the next one of the chain.</summary>
/// <param name="services">For the book, which needs the engine, which is made from the workflows.</param>
/// <param name="clock">The clock.</param>
internal sealed class InvoiceWorkflow(IServiceProvider services, TimeProvider clock) : IWorkflow
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

    public WorkflowDefinition Definition => Life;

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM invoice WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE invoice SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from", new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public async Task ApplyAsync(StepContext step)
    {
        if (step.Step.Name is Redden or Withdraw)
        {
            await step.Session.ExecuteAsync("UPDATE receivable SET invoice_id = NULL WHERE invoice_id = @RecordId", new { step.RecordId });
        }
        if (step.Step.Name == Redden)
        {
            await services.GetRequiredService<InvoiceService>().ReplaceAsync(step.Session, step.RecordId, step.User);
        }
    }
}

/// <summary>Finance writes down the number of the invoice before it counts as issued, and a learner's bill is settled first.</summary>
[RestsOn("BJTU:35", How = "学员缴清后开票，登记发票号码和日期，项目与金额取自缴费通知")]
internal sealed class IssueInvoiceGate : IStepGate
{
    public const string NumberMissing = "invoice.number-missing";
    public const string Unsettled = "invoice.unsettled";
    public const string InAdvance = "invoice.in-advance";

    public string RecordType => Invoice.RecordType;

    public string Step => InvoiceWorkflow.Issue;

    public string Label => "缴清与发票号码";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var invoice = await Invoice.FindAsync(step.Session, step.RecordId);
        return invoice is null ? [] : [.. Check(invoice, await Invoice.BillsAsync(step.Session, invoice.Id))];
    }

    public static IEnumerable<Finding> Check(Invoice invoice, IReadOnlyList<Receivable> bills)
    {
        foreach (var bill in bills.Where(b => b.Outstanding > Money.Zero))
        {
            yield return bill.PayerKind == PayerKind.Learner
                ? Finding.Block(Unsettled, $"{bill.Number} 尚欠 {bill.Outstanding} 元，缴清后开票。", "BJTU:35")
                : Finding.Note(InAdvance, $"{bill.Number} 尚欠 {bill.Outstanding} 元，先开票后付款的，请跟踪到账。", "BJTU:35");
        }
        if (invoice.InvoiceNo is null || invoice.IssuedOn is null)
        {
            yield return Finding.Block(NumberMissing, "请在“登记开票”里填写发票号码和开票日期。");
        }
    }
}

/// <summary>The red-letter invoice has its own number, day and reason.</summary>
internal sealed class ReddenInvoiceGate : IStepGate
{
    public const string RedMissing = "invoice.red-missing";

    public string RecordType => Invoice.RecordType;

    public string Step => InvoiceWorkflow.Redden;

    public string Label => "红字发票号码与原因";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) =>
        await Invoice.FindAsync(step.Session, step.RecordId) is { RedNo: not null, RedOn: not null, RedReason.Length: > 0 } ? []
            : [Finding.Block(RedMissing, "请在“登记红冲”里填写红字发票号码、日期和原因。")];
}
