namespace CEBase.Income.OnlinePayments;

/// <summary>平台对账单: a day of the platform against the receipts.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class StatementPageModel(IDatabase database, StatementService statements, PaymentSettings settings, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
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
        Days = await statements.DaysAsync(db);
        Day ??= Days.Count > 0 ? Days[0].Day : clock.Today().AddDays(-1);
        Current = await statements.DayAsync(db, Day.Value);
        Matches = Current is null ? [] : await statements.CompareAsync(db, Current.Day);
        return 0;
    });

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        UnmatchedPaymentService.Demand(user);
        var day = Field.Chosen(Day, nameof(Day), "日期");
        await statements.FetchAsync(day, user, cancel);
        TempData["Done"] = $"已取得 {day.InTable()} 的对账单并核对。";
        return Redirect(IncomeAddresses.OfStatement(day.InTable()));
    }
}
