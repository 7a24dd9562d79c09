namespace CEBase.Funds.Reconciliation;

/// <summary>与财务处对账: the periods, and the files of a period to compare.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ReconciliationPageModel(IDatabase database, PeriodService periods, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty] public string? Month { get; set; }
    [BindProperty] public string? Until { get; set; }
    [BindProperty] public int WindowDays { get; set; } = MatchingOptions.Default.WindowDays;
    [BindProperty] public IFormFile? Ledger { get; set; }
    [BindProperty] public IFormFile? Claims { get; set; }
    [BindProperty] public ClaimSource Source { get; set; } = ClaimSource.Own;
    [BindProperty] public bool WithIncome { get; set; }

    public static IReadOnlyList<(ClaimSource Source, string Label)> Sources { get; } =
        [(ClaimSource.Own, "系统内本期的报销单"), (ClaimSource.File, "上传的报销单清单"), (ClaimSource.Both, "清单，并补上清单里没有的系统报销单")];

    public IReadOnlyList<ReconciliationPeriod> Periods { get; private set; } = [];
    public bool MayCompare => user.Has(Permissions.Reconcile);

    public Task OnGetAsync()
    {
        // Books are compared when the month is over.
        Month = AccountingPeriod.MonthOf(clock.Today().AddMonths(-1));
        return LoadAsync();
    }

    public async Task LoadAsync() => Periods = await database.ReadAsync(PeriodRepository.ListAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        user.Demand(Permissions.Reconcile, "您没有与财务处对账的权限。");
        var period = AccountingPeriod.Read(Month, Until, clock.Today());
        if (WindowDays is < 0 or > 366)
        {
            throw new Refusal("window_range", "日期相差的天数应在 0 至 366 之间。") { Field = nameof(WindowDays) };
        }
        var ledger = await ReadAsync(Ledger, nameof(Ledger));
        var claims = Source == ClaimSource.Own ? null : await ReadAsync(Claims, nameof(Claims));
        var comparison = new Comparison(ledger, claims, Source, WindowDays) { WithIncome = WithIncome };
        await database.WriteAsync(db => periods.CompareAsync(db, period, comparison, user));
        return LocalRedirect(FundsAddresses.Period(period.Key));
    }

    private static async Task<Upload> ReadAsync(IFormFile? file, string field)
    {
        if (file is not { Length: > 0 })
        {
            throw new Refusal("file_missing", "没有选择文件。请选择要核对的表格。") { Field = field };
        }
        var content = new MemoryStream();
        await file.CopyToAsync(content);
        return new Upload(file.FileName, content);
    }
}
