namespace CEBase.Funds.Budgets;

/// <summary>起草预算.</summary>
[RequirePermission(Permissions.BudgetManage)]
internal sealed class BudgetNewModel(IDatabase database, FundRepository funds, BudgetService budgets, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty] public BudgetInput Input { get; set; } = new();

    public IReadOnlyList<Fund> Funds { get; private set; } = [];

    public Task OnGetAsync(long? fund)
    {
        var year = clock.Today().Year;
        Input = new BudgetInput { FundId = fund, FromYear = year, UntilYear = year, RequestKey = Guid.NewGuid().ToString("N") };
        return LoadAsync();
    }

    public async Task LoadAsync() => Funds = await database.ReadAsync(funds.ListAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        var budget = await database.WriteAsync(db => budgets.DraftAsync(db,
            new BudgetDraft(Input.FundId ?? 0, Input.FromYear ?? 0, Input.UntilYear ?? 0, Input.Title ?? "", Input.Reason ?? "") { RequestKey = Input.RequestKey }, user));
        return Redirect(FundsAddresses.Budget(budget.Id));
    }

    /// <summary>The form.</summary>
    internal sealed class BudgetInput
    {
        public long? FundId { get; set; }
        public int? FromYear { get; set; }
        public int? UntilYear { get; set; }
        public string? Title { get; set; }
        public string? Reason { get; set; }
        public string? RequestKey { get; set; }
    }
}
