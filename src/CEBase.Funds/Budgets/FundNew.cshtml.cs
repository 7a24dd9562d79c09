namespace CEBase.Funds.Budgets;

/// <summary>登记经费来源.</summary>
[RequirePermission(Permissions.BudgetManage)]
internal sealed class FundNewModel(IDatabase database, FundRepository funds, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public FundInput Input { get; set; } = new();

    public Task LoadAsync() => Task.CompletedTask;

    public void OnGet() => Input.RequestKey = Guid.NewGuid().ToString("N");

    public async Task<IActionResult> OnPostAsync()
    {
        var wrong = new Refusals();
        var total = wrong.Ask(() => string.IsNullOrWhiteSpace(Input.Total) ? Money.Zero : Field.Money(Input.Total, nameof(Input.Total), "批复总额", mayBeZero: true));
        var fund = await database.WriteAsync(db => wrong.AllAsync(() => funds.CreateAsync(db,
            new FundDetails(Input.Code ?? "", Input.Name ?? "", Input.Kind, Input.Origin ?? "", Input.Account ?? "", total) { RequestKey = Input.RequestKey }, user)));
        TempData["Done"] = $"已登记 {fund.Code} {fund.Name}。接着起草预算。";
        return Redirect(FundsAddresses.Fund(fund.Id));
    }

    /// <summary>The form.</summary>
    internal sealed class FundInput
    {
        public string? Code { get; set; }
        public string? Name { get; set; }
        public FundKind Kind { get; set; }
        public string? Origin { get; set; }
        public string? Account { get; set; }
        public string? Total { get; set; }
        public string? RequestKey { get; set; }
    }
}
