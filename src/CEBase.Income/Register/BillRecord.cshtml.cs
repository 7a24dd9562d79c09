using CEBase.Income.Bills;
using CEBase.Income.Invoices;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;

namespace CEBase.Income.Register;

/// <summary>A bill in the console, with its receipts, invoices and refunds.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class BillRecordModel(RecordServices services, ReceivableRepository bills, ReceiptRepository receipts, InvoiceRepository invoices, RefundRepository refunds, InvoiceService invoicing, InvoiceSuggestions suggestions,
    RefundService refunding, TimeProvider clock) : RecordPage<Receivable>(services, Receivable.RecordType), IHeaderForm
{
    [FromRoute] public string Number { get; set; } = "";
    [BindProperty] public HeaderInput Input { get; set; } = new();
    [BindProperty] public string? RefundReason { get; set; }
    [BindProperty] public string? RefundKey { get; set; }

    public IReadOnlyList<Receipt> Receipts { get; private set; } = [];
    public IReadOnlyList<Invoice> Invoices { get; private set; } = [];
    public IReadOnlyList<Refund> Refunds { get; private set; } = [];
    public RefundOffer Offer { get; private set; } = null!;
    public IReadOnlyList<Receivable> SamePayer { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool MayConfirmHeader => MayManage && Record.InvoiceId is null && InvoiceRequests.Due(Record) > Money.Zero;
    public bool MayAskRefund => MayManage && Offer.MayAsk && !Refunds.Any(r => r.IsUnderWay);

    protected override string NotFoundSentence => $"没有编号为 {Number} 的缴费通知。";

    private bool MayManage => CurrentUser.Has(Permissions.IncomeManage);

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        // A learner's address is for the learner's own form; staff write the one on the paper.
        Input = (await Database.ReadAsync(db => suggestions.HeaderAsync(db, Record))) with { Email = null, RequestKey = Guid.NewGuid().ToString("N") };
        RefundKey = Guid.NewGuid().ToString("N");
    }

    /// <summary>Writes down the header that the payer confirmed on paper.</summary>
    public async Task<IActionResult> OnPostHeaderAsync()
    {
        CurrentUser.Demand(Permissions.IncomeManage);
        Input.DemandPaper();
        var invoice = await Database.WriteAsync(async db => await invoicing.ConfirmAsync(db, [(await FindAsync(db)).Id, .. Input.Bills], Input.Details, Input.RequestKey, CurrentUser));
        return Done($"已记下抬头，开票申请 {invoice.Number}。", IncomeAddresses.OfInvoice(invoice.Number));
    }

    public async Task<IActionResult> OnPostRefundAsync()
    {
        CurrentUser.Demand(Permissions.IncomeManage);
        var refund = await Database.WriteAsync(db => refunding.AskAsync(db, Number, RefundReason, RefundKey, CurrentUser));
        return Done($"已申请退费 {refund.Number}，{refund.Amount} 元，等待另一人批准。", IncomeAddresses.OfRefund(refund.Number));
    }

    protected override async Task<long?> FindIdAsync(DbScope db) => (await bills.FindAsync(db, Number))?.Id;

    protected override Task<Receivable?> ReadAsync(DbScope db, long id) => bills.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Receipts = await receipts.OfBillAsync(db, Record.Id);
        Invoices = await invoices.OfBillAsync(db, Record.Id);
        Refunds = await refunds.OfBillAsync(db, Record.Id);
        Offer = await refunding.OfferAsync(db, Record);
        SamePayer = await suggestions.OthersAsync(db, Record);
    }
}
