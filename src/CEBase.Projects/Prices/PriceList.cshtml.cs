using CEBase.Projects.Evidence;

namespace CEBase.Projects.Prices;

/// <summary>价格备案: what may be charged, since when and on what document.</summary>
[RequirePermission(Permissions.View)]
internal sealed class PriceListModel(RecordServices services, PriceRepository repository, PriceService service, EvidenceFiles files, TimeProvider clock) : FormPage(services)
{
    [BindProperty] public PriceForm Input { get; set; } = new();

    public IReadOnlyList<ApprovedPrice> Prices { get; private set; } = [];
    public DateOnly Today { get; } = clock.Today();
    public bool MayManage => CurrentUser.Has(Permissions.PricesManage);

    public override Task OnGetAsync()
    {
        Input.RequestKey = NewKey();
        return LoadAsync();
    }

    protected override async Task LoadAsync(DbScope db) => Prices = await repository.AllAsync(db);

    public Task<IActionResult> OnPostAsync() => ChangeAsync(async db =>
    {
        var (hash, name) = await files.SaveAsync(db, Input.File, "Input.File", isRequired: true);
        await service.CreateAsync(db, new ApprovedPrice
        {
            Name = Input.Name ?? "", Amount = TypedAmounts.Yuan(Input.Amount) ?? new Money(-1), Basis = Input.Basis ?? "", FilingNo = Input.FilingNo ?? "", FileHash = hash, FileName = name,
            HoldsFrom = Input.HoldsFrom ?? default, HoldsUntil = Input.HoldsUntil,
        }, Input.RequestKey, CurrentUser);
    }, $"价格备案“{Input.Name}”已登记。");

    public Task<IActionResult> OnPostEndAsync(long id, DateOnly? until) => ChangeAsync(db => service.EndAsync(db, id, until, CurrentUser), "截止日已保存。");

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
