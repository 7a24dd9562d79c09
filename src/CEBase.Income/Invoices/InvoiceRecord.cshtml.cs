using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>An invoice with its chain.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class InvoiceRecordModel(RecordServices services, InvoiceRepository invoices, InvoiceService service, TimeProvider clock) : RecordPage<Invoice>(services, Invoice.RecordType), IHeaderForm
{
    [FromRoute] public string Number { get; set; } = "";
    [BindProperty] public HeaderInput Input { get; set; } = new();
    [BindProperty] public string? InvoiceNo { get; set; }
    [BindProperty] public DateOnly? IssuedOn { get; set; }
    [BindProperty] public string? RedNo { get; set; }
    [BindProperty] public DateOnly? RedOn { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public string? CorrectNo { get; set; }
    [BindProperty] public DateOnly? CorrectOn { get; set; }
    [BindProperty] public string? CorrectReason { get; set; }

    public InvoiceHeader Header { get; private set; } = null!;
    public InvoiceHeader? NextHeader { get; private set; }
    public IReadOnlyList<Receivable> Bills { get; private set; } = [];
    public bool MayIssue => CurrentUser.Has(Permissions.ReceiptsRecord) && Record.State == InvoiceWorkflow.Asked;
    public bool MayRedden => CurrentUser.Has(Permissions.ReceiptsRecord) && Record.State is InvoiceWorkflow.Issued or InvoiceWorkflow.Reissue;
    public bool MayChangeHeader => CurrentUser.Has(Permissions.IncomeManage) && Record.State is InvoiceWorkflow.Asked or InvoiceWorkflow.Issued;

    protected override string NotFoundSentence => $"没有编号为 {Number} 的发票申请。";

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        (IssuedOn, RedOn) = (clock.Today(), clock.Today());
        (CorrectNo, CorrectOn) = (Record.InvoiceNo, Record.IssuedOn);
        Input = new HeaderInput { Kind = Header.Kind.ToString(), Title = Header.Title, CreditCode = Header.CreditCode, Email = Header.Email };
    }

    public Task<IActionResult> OnPostIssueAsync() => ChangeAsync(Permissions.ReceiptsRecord, db => service.IssueAsync(db, Number, InvoiceNo, IssuedOn, CurrentUser), "已登记开票。");

    public Task<IActionResult> OnPostCorrectAsync() =>
        ChangeAsync(Permissions.ReceiptsRecord, db => service.CorrectAsync(db, Number, CorrectNo, CorrectOn, CorrectReason, CurrentUser), "已更正，原来的号码留在痕迹里。");

    public Task<IActionResult> OnPostReddenAsync() => ChangeAsync(Permissions.ReceiptsRecord, db => service.ReddenAsync(db, Number, RedNo, RedOn, Reason, CurrentUser), "已登记红冲。");

    public Task<IActionResult> OnPostHeaderAsync()
    {
        Input.DemandPaper();
        return ChangeAsync(Permissions.IncomeManage, db => service.ChangeHeaderAsync(db, Number, Input.Details, Input.Reason ?? "", CurrentUser), "已记下新的抬头。");
    }

    protected override async Task<long?> FindIdAsync(DbScope db) => (await invoices.FindAsync(db, Number))?.Id;

    protected override Task<Invoice?> ReadAsync(DbScope db, long id) => invoices.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Header = (await invoices.HeaderAsync(db, Record.HeaderId))!;
        NextHeader = Record.NextHeaderId is { } next ? await invoices.HeaderAsync(db, next) : null;
        Bills = await invoices.BillsAsync(db, Record.Id);
    }

    private Task<IActionResult> ChangeAsync(string permission, Func<DbScope, Task> change, string done)
    {
        CurrentUser.Demand(permission);
        return ChangeAsync(change, done);
    }
}
