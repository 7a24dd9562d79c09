using CEBase.Income.Bills;
using CEBase.Income.Invoices;
using CEBase.Income.Receipts;

namespace CEBase.Income.Register;

/// <summary>A bill as its payer sees it: what it is for, how to pay, the invoice's header, receipts.</summary>
[SignedIn]
[RestsOn("BJTU:9(a)", How = "开放招生的班，学员同意协议后才显示缴费方式")]
internal sealed class MyBillModel(IDatabase database, BillAccess access, ReceiptRepository receipts, InvoiceRepository invoices, InvoiceSuggestions suggestions, IAgreementConsents consents, IncomeSettings settings, InvoiceService invoicing, IEnumerable<IBillAction> actions, ICurrentUser user, TimeProvider clock)
    : PageModel, IFormPage, IHeaderForm
{
    [FromRoute] public string Number { get; set; } = "";
    [BindProperty] public HeaderInput Input { get; set; } = new();

    public Receivable Bill { get; private set; } = null!;
    public IReadOnlyList<Receipt> Receipts { get; private set; } = [];
    public IReadOnlyList<Invoice> Invoices { get; private set; } = [];
    public IReadOnlyList<Receivable> SamePayer { get; private set; } = [];
    public IReadOnlyList<(string Label, string Href)> Actions { get; private set; } = [];
    public SchoolAccount? Account { get; private set; }

    /// <summary>The learner has to agree before paying.</summary>
    public bool MustAgree { get; private set; }

    public DateOnly Today => clock.Today();
    public Invoice? Living => Invoices.FirstOrDefault(i => i.Id == Bill.InvoiceId);
    public bool MayConfirm => Living is null && InvoiceRequests.Due(Bill) > Money.Zero;
    public bool MayChange => Living?.State is InvoiceWorkflow.Asked or InvoiceWorkflow.Issued;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = (await database.ReadAsync(db => suggestions.HeaderAsync(db, Bill))) with { RequestKey = Guid.NewGuid().ToString("N") };
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Response.Headers.CacheControl = "no-store";
        Bill = await access.OpenAsync(db, Number, user);
        Receipts = await receipts.OfBillAsync(db, Bill.Id);
        Invoices = await invoices.OfBillAsync(db, Bill.Id);
        SamePayer = await suggestions.OthersAsync(db, Bill);
        Account = await settings.AccountAsync(db);
        MustAgree = Bill is { LearnerId: { } learner, State: ReceivableWorkflow.Open } && (await consents.MissingAsync(db, Bill.ClassId, [learner])).Count > 0;
        if (Bill.Outstanding > Money.Zero && !MustAgree)
        {
            var found = new List<(string, string)>();
            foreach (var action in actions)
            {
                if (await action.ForAsync(db, Bill) is { } offered)
                {
                    found.Add(offered);
                }
            }
            Actions = found;
        }
        return 0;
    });

    /// <summary>The payer confirms the header, or a new one where the first was wrong.</summary>
    public async Task<IActionResult> OnPostHeaderAsync()
    {
        await database.WriteAsync(async db =>
        {
            var bill = await access.OpenAsync(db, Number, user);
            var details = Input.Details with { Paper = "" };
            if (bill.InvoiceId is { } living)
            {
                await invoicing.ChangeHeaderAsync(db, (await invoices.FindAsync(db, living))!.Number, details, Input.Reason ?? "", user);
                return;
            }
            var others = await suggestions.OthersAsync(db, bill);
            await invoicing.ConfirmAsync(db, [bill.Id, .. Input.Bills.Where(id => others.Any(o => o.Id == id))], details, Input.RequestKey, user);
        });
        TempData["Done"] = "抬头已确认，财务开票后这里显示发票号码。";
        return Redirect(IncomeAddresses.MyBill(Number));
    }
}
