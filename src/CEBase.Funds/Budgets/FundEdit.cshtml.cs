namespace CEBase.Funds.Budgets;

/// <summary>修改经费来源. The form brings back what it was opened with, so that two people don't overwrite each other.</summary>
[RequirePermission(Permissions.BudgetManage)]
internal sealed class FundEditModel(IDatabase database, FundRepository funds, Trace trace, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "登记", ["edit"] = "修改", ["recipe"] = "由配方建立" };

    [FromRoute] public long Id { get; set; }
    [BindProperty] public FundInput Input { get; set; } = new();

    public Fund Fund { get; private set; } = null!;
    public IReadOnlyList<TraceLine> History { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = new FundInput
        {
            Name = Fund.Name, Origin = Fund.Origin, Account = Fund.Account, Total = Fund.Total.Yuan.ToString("0.##"),
            WasName = Fund.Name, WasOrigin = Fund.Origin, WasAccount = Fund.Account, WasTotal = Fund.Total.Fen,
        };
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Fund = await FindAsync(db);
        History = await trace.OfAsync(db, Fund.RecordType, Id);
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        var wrong = new Refusals();
        var total = wrong.Ask(() => string.IsNullOrWhiteSpace(Input.Total) ? Money.Zero : Field.Money(Input.Total, nameof(Input.Total), "批复总额", mayBeZero: true));
        await database.WriteAsync(async db =>
        {
            var fund = await FindAsync(db);
            var before = fund with { Name = Input.WasName ?? "", Origin = Input.WasOrigin ?? "", Account = Input.WasAccount ?? "", Total = new Money(Input.WasTotal) };
            return await wrong.AllAsync(async () =>
            {
                await funds.UpdateAsync(db, before, new FundDetails(fund.Code, Input.Name ?? "", fund.Kind, Input.Origin ?? "", Input.Account ?? "", total), Input.Reason, user);
                return fund.Id;
            });
        });
        TempData["Done"] = $"已保存 {Input.Name}。";
        return Redirect(FundsAddresses.Fund(Id));
    }

    private async Task<Fund> FindAsync(DbScope db) => await funds.FindAsync(db, Id) ?? throw Refusal.NotFound("没有这项经费。");

    /// <summary>The form.</summary>
    internal sealed class FundInput
    {
        public string? Name { get; set; }
        public string? Origin { get; set; }
        public string? Account { get; set; }
        public string? Total { get; set; }
        public string? Reason { get; set; }
        public string? WasName { get; set; }
        public string? WasOrigin { get; set; }
        public string? WasAccount { get; set; }
        public long WasTotal { get; set; }
    }
}
