using CEBase.Projects.Evidence;

namespace CEBase.Projects.Prices;

/// <summary>价格备案: what may be charged, since when and on what document.</summary>
[RequirePermission(Permissions.View)]
internal sealed class PriceListModel(IDatabase database, PriceService prices, EvidenceFiles files, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty] public PriceForm Input { get; set; } = new();

    public IReadOnlyList<ApprovedPrice> Prices { get; private set; } = [];
    public DateOnly Today { get; } = clock.Today();
    public bool MayManage => user.Has(Permissions.PricesManage);

    public Task OnGetAsync()
    {
        Input.RequestKey = Guid.NewGuid().ToString("N");
        return LoadAsync();
    }

    public async Task LoadAsync() => Prices = await database.ReadAsync(PriceService.AllAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        var amount = TypedAmounts.Yuan(Input.Amount) ?? new Money(-1);
        await database.WriteAsync(async db =>
        {
            var (hash, name) = await files.SaveAsync(db, Input.File, "Input.File", isRequired: true);
            await prices.CreateAsync(db, new ApprovedPrice
            {
                Name = Input.Name ?? "", Amount = amount, Basis = Input.Basis ?? "", FilingNo = Input.FilingNo ?? "", FileHash = hash, FileName = name,
                HoldsFrom = Input.HoldsFrom ?? default, HoldsUntil = Input.HoldsUntil,
            }, Input.RequestKey, user);
        });
        TempData["Done"] = $"价格备案“{Input.Name}”已登记。";
        return Redirect("/console/prices");
    }

    public async Task<IActionResult> OnPostEndAsync(long id, DateOnly? until)
    {
        await database.WriteAsync(db => prices.EndAsync(db, id, until, user));
        TempData["Done"] = "截止日已保存。";
        return Redirect("/console/prices");
    }

    public sealed class PriceForm
    {
        [Display(Name = "收费项目")] public string? Name { get; set; }
        [Display(Name = "每人标准")] public decimal? Amount { get; set; }
        [Display(Name = "定价依据")] public string? Basis { get; set; }
        [Display(Name = "批准或备案文号")] public string? FilingNo { get; set; }
        [Display(Name = "生效日")] public DateOnly? HoldsFrom { get; set; }
        [Display(Name = "截止日")] public DateOnly? HoldsUntil { get; set; }
        [Display(Name = "文件")] public IFormFile? File { get; set; }
        public string? RequestKey { get; set; }
    }
}
