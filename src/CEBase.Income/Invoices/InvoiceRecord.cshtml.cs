using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>An invoice with its chain.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class InvoiceRecordModel(IDatabase database, InvoiceService invoices, WorkflowEngine engine, ICurrentUser user, TimeProvider clock) : HeaderFormPage, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["invoice_header"] = "确认抬头", ["invoice_reissue"] = "申请换开", ["invoice_correct"] = "更正号码" };

    [FromRoute] public string Number { get; set; } = "";
    [BindProperty] public string? InvoiceNo { get; set; }
    [BindProperty] public DateOnly? IssuedOn { get; set; }
    [BindProperty] public string? RedNo { get; set; }
    [BindProperty] public DateOnly? RedOn { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public string? CorrectNo { get; set; }
    [BindProperty] public DateOnly? CorrectOn { get; set; }
    [BindProperty] public string? CorrectReason { get; set; }

    public Invoice Invoice { get; private set; } = null!;
    public InvoiceHeaderRow Header { get; private set; } = null!;
    public InvoiceHeaderRow? NextHeader { get; private set; }
    public IReadOnlyList<Receivable> Bills { get; private set; } = [];
    public WorkflowView View { get; private set; } = null!;
    public bool MayIssue => user.Has(Permissions.ReceiptsRecord) && Invoice.State == InvoiceWorkflow.Asked;
    public bool MayRedden => user.Has(Permissions.ReceiptsRecord) && Invoice.State is InvoiceWorkflow.Issued or InvoiceWorkflow.Reissue;
    public bool MayChangeHeader => user.Has(Permissions.IncomeManage) && Invoice.State is InvoiceWorkflow.Asked or InvoiceWorkflow.Issued;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (IssuedOn, RedOn) = (clock.Today(), clock.Today());
        (CorrectNo, CorrectOn) = (Invoice.InvoiceNo, Invoice.IssuedOn);
        Input = new HeaderInput { Kind = Header.Kind.ToString(), Title = Header.Title, CreditCode = Header.CreditCode, Email = Header.Email };
    }

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Invoice = await Invoice.FindAsync(db, Number) ?? throw Refusal.NotFound($"没有编号为 {Number} 的发票申请。");
            Header = (await InvoiceHeaderRow.FindAsync(db, Invoice.HeaderId))!;
            NextHeader = Invoice.NextHeaderId is { } next ? await InvoiceHeaderRow.FindAsync(db, next) : null;
            Bills = await Invoice.BillsAsync(db, Invoice.Id);
            return 0;
        });
        View = await engine.LookAsync(Invoice.RecordType, Invoice.Id, user);
    }

    public Task<IActionResult> OnPostIssueAsync() => DoAsync(Permissions.ReceiptsRecord, db => invoices.IssueAsync(db, Number, InvoiceNo, IssuedOn, user), "已登记开票。");

    public Task<IActionResult> OnPostCorrectAsync() => DoAsync(Permissions.ReceiptsRecord, db => invoices.CorrectAsync(db, Number, CorrectNo, CorrectOn, CorrectReason, user), "已更正，原来的号码留在痕迹里。");

    public Task<IActionResult> OnPostReddenAsync() => DoAsync(Permissions.ReceiptsRecord, db => invoices.ReddenAsync(db, Number, RedNo, RedOn, Reason, user), "已登记红冲。");

    public Task<IActionResult> OnPostHeaderAsync()
    {
        if (string.IsNullOrWhiteSpace(Input.Paper))
        {
            throw new Refusal("required", "请写明付款人由谁、以什么书面材料确认了抬头。") { Field = nameof(Input.Paper) };
        }
        return DoAsync(Permissions.IncomeManage, db => invoices.ChangeHeaderAsync(db, Number, Input.Details, Input.Reason ?? "", user), "已记下新的抬头。");
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var invoice = await database.ReadAsync(db => Invoice.FindAsync(db, Number)) ?? throw Refusal.NotFound($"没有编号为 {Number} 的发票申请。");
        var outcome = await engine.TakeAsync(form, Invoice.RecordType, invoice.Id, user);
        TempData["Done"] = outcome.Refusal ?? "已办理。";
        return Redirect($"/console/income/invoices/{Number}");
    }

    private async Task<IActionResult> DoAsync(string permission, Func<DbScope, Task> act, string done)
    {
        if (!user.Has(permission))
        {
            return Forbid();
        }
        await database.WriteAsync(act);
        TempData["Done"] = done;
        return Redirect($"/console/income/invoices/{Number}");
    }
}
