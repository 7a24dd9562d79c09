namespace CEBase.Funds.LectureFees;

/// <summary>校外领款人: who outside the registry draws fees, and to which card.</summary>
[RequirePermission(Permissions.LectureFees)]
internal sealed class FeePayeePageModel(IDatabase database, FeePayees payees, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public FeePayeeInput Input { get; set; } = new();

    public IReadOnlyList<FeePayee> Payees { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync() => Payees = await database.ReadAsync(payees.ListAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        await database.WriteAsync(db => payees.RecordAsync(db, Input.Read(), user));
        TempData["Done"] = $"已登记 {Input.Name}，可以编入发放表。";
        return Redirect(FundsAddresses.Payees);
    }

    /// <summary>The form.</summary>
    internal sealed class FeePayeeInput
    {
        public string? Name { get; set; }
        public DocumentKind DocumentKind { get; set; }
        public string? Number { get; set; }
        public string? Employer { get; set; }
        public string? Bank { get; set; }
        public string? CardNumber { get; set; }
        public bool IsChecked { get; set; }
        public DateOnly? ConsentedOn { get; set; }
        public string? ConsentForm { get; set; }
        public bool Agreed { get; set; }

        public FeePayeeDetails Read() => new(Name, DocumentKind, Number, Employer, Bank, CardNumber, IsChecked, ConsentedOn, ConsentForm, Agreed);
    }
}
