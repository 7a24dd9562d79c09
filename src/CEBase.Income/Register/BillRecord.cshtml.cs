using CEBase.Income.Bills;
using CEBase.Income.Invoices;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;

namespace CEBase.Income.Register;

/// <summary>A bill in the console, with its receipts, invoices and refunds.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class BillRecordModel(IDatabase database, InvoiceService invoices, RefundService refunds, WorkflowEngine engine, ICurrentUser user, TimeProvider clock) : HeaderFormPage, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string>
    {
        ["bill"] = "开具", ["receipt"] = "到账", ["receipt_reverse"] = "到账冲正", ["remind"] = "催缴", ["invoice_header"] = "确认发票抬头", ["refund_ask"] = "申请退费", ["pay_order"] = "发起在线缴费", ["recipe"] = "载入",
    };

    [FromRoute] public string Number { get; set; } = "";
    [BindProperty] public string? RefundReason { get; set; }
    [BindProperty] public string? RefundKey { get; set; }

    public Receivable Bill { get; private set; } = null!;
    public IReadOnlyList<Receipt> Receipts { get; private set; } = [];
    public IReadOnlyList<Invoice> Invoices { get; private set; } = [];
    public IReadOnlyList<Refund> Refunds { get; private set; } = [];
    public RefundOffer Offer { get; private set; } = null!;
    public IReadOnlyList<Receivable> SamePayer { get; private set; } = [];
    public WorkflowView View { get; private set; } = null!;
    public DateOnly Today => clock.Today();
    public bool MayManage => user.Has(Permissions.IncomeManage);
    public bool MayConfirmHeader => MayManage && Bill.InvoiceId is null && InvoiceService.Due(Bill) > Money.Zero;
    public bool MayAskRefund => MayManage && Offer.MayAsk && !Refunds.Any(r => r.State is RefundWorkflow.Asked or RefundWorkflow.Approved);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var header = await database.ReadAsync(db => InvoiceSuggestions.HeaderAsync(db, Bill));
        // A learner's address is for the learner's own form; staff write the one on the paper.
        Input = header with { Email = null, RequestKey = Guid.NewGuid().ToString("N") };
        RefundKey = Guid.NewGuid().ToString("N");
    }

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Bill = await Receivable.FindAsync(db, Number) ?? throw NotThere();
            Receipts = await Receipt.OfAsync(db, Bill.Id);
            Invoices = await Invoice.OfBillAsync(db, Bill.Id);
            Refunds = await Refund.OfBillAsync(db, Bill.Id);
            Offer = await refunds.OfferAsync(db, Bill);
            SamePayer = await InvoiceSuggestions.OthersAsync(db, Bill);
            return 0;
        });
        View = await engine.LookAsync(Receivable.RecordType, Bill.Id, user);
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var bill = await database.ReadAsync(db => Receivable.FindAsync(db, Number)) ?? throw NotThere();
        var outcome = await engine.TakeAsync(form, Receivable.RecordType, bill.Id, user);
        TempData["Done"] = outcome.Refusal ?? "已办理。";
        return Redirect($"/console/income/bills/{Number}");
    }

    /// <summary>Writes down the header that the payer confirmed on paper.</summary>
    public async Task<IActionResult> OnPostHeaderAsync()
    {
        if (!MayManage)
        {
            return Forbid();
        }
        if (string.IsNullOrWhiteSpace(Input.Paper))
        {
            throw new Refusal("required", "请写明付款人由谁、以什么书面材料确认了抬头。") { Field = nameof(Input.Paper) };
        }
        var invoice = await database.WriteAsync(async db =>
        {
            var bill = await Receivable.FindAsync(db, Number) ?? throw NotThere();
            return await invoices.ConfirmAsync(db, [bill.Id, .. Input.Bills], Input.Details, Input.RequestKey, user);
        });
        TempData["Done"] = $"已记下抬头，开票申请 {invoice.Number}。";
        return Redirect($"/console/income/invoices/{invoice.Number}");
    }

    public async Task<IActionResult> OnPostRefundAsync()
    {
        if (!MayManage)
        {
            return Forbid();
        }
        var refund = await database.WriteAsync(db => refunds.AskAsync(db, Number, RefundReason, RefundKey, user));
        TempData["Done"] = $"已申请退费 {refund.Number}，{refund.Amount} 元，等待另一人批准。";
        return Redirect($"/console/income/refunds/{refund.Number}");
    }

    private Refusal NotThere() => Refusal.NotFound($"没有编号为 {Number} 的缴费通知。");
}
