using CEBase.Funds.Commitments;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Claims;

/// <summary>One line of a claim.</summary>
[RequirePermission(Permissions.ClaimsManage)]
internal sealed class ClaimLinePageModel(IDatabase database, ClaimService claims, IClaimOrigins origins, IParameters parameters, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromRoute] public string No { get; set; } = "";
    [FromRoute] public long? Line { get; set; }

    [BindProperty] public LineInput Input { get; set; } = new();
    [BindProperty] public MeasureInput Measures { get; set; } = new();

    private InvoiceHeader _own = new(null, null);

    public Claim Claim { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Budgets { get; private set; } = [];
    public IReadOnlyList<ListOption> Commitments { get; private set; } = [];

    /// <summary>Title and code are the base's own, so nobody need read them again.</summary>
    public bool IsOwnHeader => TextFold.Key(Input.InvoiceTitle) == TextFold.Key(_own.Title) && TextFold.Key(Input.InvoiceCode) == TextFold.Key(_own.Code);

    public string Self => $"{FundsAddresses.Claim(No)}/lines{(Line is { } id ? $"/{id}" : "")}";

    /// <param name="copy">A line of this claim to begin from: all but its invoice.</param>
    public async Task OnGetAsync(long? copy)
    {
        await LoadAsync();
        if (!Claim.IsOpen)
        {
            throw new Refusal("claim_fixed", "报销单已经提交，不能再改。") { Status = 409 };
        }
        if (await database.ReadAsync(db => origins.OfClaimAsync(db, Claim.Id)) is { } origin)
        {
            throw ClaimService.MadeBy(origin);
        }
        if ((Line ?? copy) is { } id)
        {
            var measures = await database.ReadAsync(db => LineMeasuresRepository.OfClaimAsync(db, Claim.Id));
            Measures = MeasureInput.Of(measures.GetValueOrDefault(id, LineMeasures.None));
            Input = LineInput.Of(await StoredAsync(id) ?? throw Refusal.NotFound("这一行已经删去。"));
        }
        else
        {
            Input = new LineInput { ClassNo = Claim.ClassNo, Quantity = "1" };
        }
        if (Line is null)
        {
            Input.AsNew();
        }
        FillHeader();
    }

    /// <summary>The fields of the kind just chosen; what was typed into fields that it shares with the other kind stays.</summary>
    public async Task<IActionResult> OnPostKindAsync()
    {
        await LoadAsync();
        FillHeader();
        return Partial("/Claims/_LineFields.cshtml", this);
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Claim = await ClaimRepository.FindSeenAsync(db, No, user) ?? throw ClaimService.NotThere(No);
        Budgets = LineChoices.By((await FundLineRepository.OfFundAsync(db, Claim.FundId)).Where(l => l.Planned > Money.Zero || l.Remaining > Money.Zero), l => $"{l.Year} 年 {UseItems.Label(l.UseCode)}");
        Commitments = Options.Of(await CommitmentRepository.OpenOfFundAsync(db, Claim.FundId, user), c => c.Id, c => $"{c.Number} {c.Purpose}（{c.Counterparty}），还剩 {c.Left}");
        _own = await ClaimInvoices.OwnHeaderAsync(db, parameters, clock.Today());
        return 0;
    });

    public async Task<IActionResult> OnPostAsync(bool another)
    {
        var wrong = new Refusals();
        var measures = wrong.Ask(Measures.Read);
        long saved;
        try
        {
            saved = await database.WriteAsync(db => wrong.AllAsync(() => claims.SaveLineAsync(db, No, Line, Input.Read() with { Measures = measures }, user)));
        }
        catch (Refusal changed) when (changed.Code == ClaimService.LineChanged)
        {
            // What stands now is told beside what was typed; to send the form once more is a decision.
            ModelState.Remove("Input.Version");
            await LoadAsync();
            Input.Version = (await StoredAsync(Line!.Value))?.Version;
            throw;
        }
        TempData["Done"] = "已保存明细。";
        return Redirect(another ? $"{FundsAddresses.Claim(No)}/lines?copy={saved}" : FundsAddresses.Claim(No));
    }

    private async Task<ClaimLine?> StoredAsync(long id) => (await database.ReadAsync(db => ClaimLineRepository.OfClaimAsync(db, Claim.Id))).FirstOrDefault(l => l.Id == id);

    /// <summary>Nearly every invoice is made out to the base: who types the number need not type that again.</summary>
    private void FillHeader()
    {
        if (string.IsNullOrWhiteSpace(Input.InvoiceNo))
        {
            (Input.InvoiceTitle, Input.InvoiceCode) = (Input.InvoiceTitle ?? _own.Title, Input.InvoiceCode ?? _own.Code);
        }
    }

    /// <summary>The form; amounts stay text, so that what can't be read is kept.</summary>
    internal sealed class LineInput
    {
        public long? FundLineId { get; set; }
        public LineKind Kind { get; set; }
        public string? Description { get; set; }
        public string? Payee { get; set; }
        public bool IsOwnStaff { get; set; }
        public string? Quantity { get; set; }
        public string? Unit { get; set; }
        public string? UnitPrice { get; set; }
        public string? Amount { get; set; }
        public DateOnly? FromDay { get; set; }
        public DateOnly? UntilDay { get; set; }
        public HalfDay HalfDay { get; set; }
        public string? ClassNo { get; set; }
        public string? Task { get; set; }
        public string? InvoiceNo { get; set; }
        public string? InvoiceSeries { get; set; }
        public string? InvoiceTotal { get; set; }
        public string? InvoiceTitle { get; set; }
        public string? InvoiceCode { get; set; }
        public long? CommitmentId { get; set; }
        public string? RequestKey { get; set; }
        public int? Version { get; set; }

        public static LineInput Of(ClaimLine line) => new()
        {
            FundLineId = line.FundLineId, Kind = line.Kind, Description = line.Description, Payee = line.Payee, IsOwnStaff = line.IsOwnStaff, Quantity = line.QuantityText.ToString("0.##"),
            // An amount that follows from the others follows them when they are changed.
            Unit = line.Unit, UnitPrice = line.UnitPrice.ToString(), Amount = line.Amount == line.Product ? null : line.Amount.ToString(), FromDay = line.FromDay, UntilDay = line.UntilDay,
            HalfDay = line.HalfDay, ClassNo = line.ClassNo, Task = line.Task, InvoiceNo = line.InvoiceNo, InvoiceSeries = line.InvoiceSeries, InvoiceTotal = line.InvoiceTotal?.ToString(),
            InvoiceTitle = line.InvoiceNo.Length > 0 ? line.InvoiceTitle : null, InvoiceCode = line.InvoiceNo.Length > 0 ? line.InvoiceCode : null, CommitmentId = line.CommitmentId,
            Version = line.Version,
        };

        /// <summary>Makes it a line of its own: an invoice isn't copied, and the form sent twice is one line.</summary>
        public void AsNew()
        {
            (InvoiceNo, InvoiceSeries, InvoiceTotal, InvoiceTitle, InvoiceCode, Version) = (null, null, null, null, null, null);
            RequestKey = Guid.NewGuid().ToString("N");
        }

        public LineDetails Read() => new()
        {
            FundLineId = FundLineId ?? 0, Kind = Kind, Description = Description ?? "", Payee = Payee ?? "", IsOwnStaff = IsOwnStaff, Quantity = Quantity ?? "", Unit = Unit ?? "",
            UnitPrice = UnitPrice ?? "", Amount = Amount ?? "", FromDay = FromDay, UntilDay = UntilDay, HalfDay = HalfDay, ClassNo = ClassNo ?? "", Task = Task ?? "",
            InvoiceNo = InvoiceNo ?? "", InvoiceSeries = InvoiceSeries ?? "", InvoiceTotal = InvoiceTotal ?? "", CommitmentId = CommitmentId, RequestKey = RequestKey, Version = Version,
            InvoiceTitle = HasInvoice ? InvoiceTitle ?? "" : "", InvoiceCode = HasInvoice ? InvoiceCode ?? "" : "",
        };

        private bool HasInvoice => !string.IsNullOrWhiteSpace(InvoiceNo);
    }
}
