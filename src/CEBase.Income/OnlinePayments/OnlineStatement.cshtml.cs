namespace CEBase.Income.OnlinePayments;

/// <summary>平台对账单: a day of the platform against the receipts.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class OnlineStatementModel(IDatabase database, StatementService desk, PaymentSettings settings, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)] public DateOnly? Day { get; set; }

    /// <summary>The address names a day.</summary>
    public bool IsAsked { get; private set; }

    public StatementDay? Current { get; private set; }
    public IReadOnlyList<StatementMatch> Matches { get; private set; } = [];
    public IReadOnlyList<StatementDay> Days { get; private set; } = [];
    public bool MayFetch => settings.IsOn && user.Has(Permissions.ReceiptsRecord);

    public string Summary => StatementComparison.Differences(Matches) is var open && open > 0 ? $"有 {open} 笔不符。" : "两边相符。";

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        IsAsked = Day is not null;
        Days = await desk.DaysAsync(db);
        Day ??= Days.Count > 0 ? Days[0].Day : clock.Today().AddDays(-1);
        Current = await db.FirstAsync<StatementDay>("SELECT day, fetched_at, fetched_by_name, differences FROM payment_statement WHERE day = @Day", new { Day });
        Matches = Current is null ? [] : await desk.CompareAsync(db, Current.Day);
        return 0;
    });

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        UnmatchedPaymentService.NeedFinance(user);
        var day = Day ?? throw new Refusal("day_missing", "请选择日期。") { Field = nameof(Day) };
        await desk.FetchAsync(day, user, cancel);
        TempData["Done"] = $"已取得 {day.InTable()} 的对账单并核对。";
        return Redirect($"/console/income/online/statement?day={day.InTable()}");
    }
}
