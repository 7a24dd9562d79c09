
namespace CEBase.Funds.Standards;

/// <summary>开支标准: every cap on a chosen day with its source, and what it comes to.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class StandardsPageModel(IDatabase database, IParameters parameters, CapTable caps, TaxTables taxes, LodgingRepository lodging, StandardEvaluator judge, TimeProvider clock, ICurrentUser user) : PageModel
{
    /// <summary>Numbers beyond these are typing errors.</summary>
    private const int Most = 100_000;

    [FromQuery] public DateOnly? On { get; set; }
    [FromQuery] public string? Calc { get; set; }

    [FromQuery] public TitleLevel Level { get; set; } = TitleLevel.FullSenior;
    [FromQuery] public bool Expert { get; set; }
    [FromQuery] public decimal Hours { get; set; } = 4;
    [FromQuery] public int Halves { get; set; } = 1;

    [FromQuery] public long Category { get; set; } = 3;
    [FromQuery] public int Persons { get; set; } = 50;
    [FromQuery] public int Days { get; set; } = 5;
    [FromQuery] public int Arrival { get; set; } = 1;
    [FromQuery] public int Departure { get; set; } = 1;
    [FromQuery] public decimal Teachers { get; set; }

    [FromQuery] public int Travellers { get; set; } = 1;
    [FromQuery] public int TravelDays { get; set; } = 3;
    [FromQuery] public int Board { get; set; }
    [FromQuery] public int Breakfasts { get; set; }
    [FromQuery] public int Lunches { get; set; }
    [FromQuery] public int Suppers { get; set; }

    public DateOnly Day { get; private set; }
    public StandardTable Table { get; private set; } = null!;
    public IReadOnlyList<LodgingCap> Lodging { get; private set; } = [];
    public bool MayKeepLodging => user.Has(Permissions.BudgetManage);

    public (Cap PerHour, StudyHours Paid, Fee Fee)? Lecture { get; private set; }
    public string? LectureOpen { get; private set; }
    public (TrainingQuota Quota, int Days, decimal Units, Money Total, Money Quotation)? Quota { get; private set; }
    public (Money Meals, Money Transport, Money HostMeals, int Paid)? Travel { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        Day = On ?? clock.Today();
        Table = await StandardTable.ReadAsync(db, parameters, Day);
        Lodging = [.. (await lodging.AllAsync(db)).Where(l => l.HoldsFrom <= Day).GroupBy(l => (l.City, l.PersonLevel, l.Season)).Select(g => g.MaxBy(l => l.HoldsFrom)!).OrderBy(l => l.City, StringComparer.Ordinal).ThenByDescending(l => l.PersonLevel)];
        (Halves, Persons, Days) = (Math.Clamp(Halves, 1, 400), Math.Clamp(Persons, 1, Most), Math.Clamp(Days, 1, 366));
        (Travellers, TravelDays, Board) = (Math.Clamp(Travellers, 1, Most), Math.Clamp(TravelDays, 1, 366), Math.Clamp(Board, 0, 366));
        (Arrival, Departure, Category) = (Math.Clamp(Arrival, 0, 10), Math.Clamp(Departure, 0, 10), Math.Clamp(Category, 1, 3));
        await LectureAsync(db);
        await QuotaAsync(db);
        await TravelAsync(db);
        return 0;
    }, cancel);

    private async Task LectureAsync(DbScope db)
    {
        var (perHour, most) = (await caps.OnAsync(db, CapNames.Lecture(Level, Expert), Day), await caps.OnAsync(db, CapNames.LectureHours, Day));
        if (perHour.Money is not { } rate || most.Value is not { } limit || taxes.On(Day) is not { } schedule)
        {
            LectureOpen = $"{Day.InTable()} 的“{(perHour.Money is null ? perHour.Label : most.Label)}”没有定值，无法计算。";
            return;
        }
        var paid = StudyHours.FromHours(Math.Min(Math.Round(Math.Clamp(Hours, 0, 1600), 1), limit * Halves));
        Lecture = (perHour, paid, schedule.Table.GrossUp(rate.Times(paid)));
    }

    private async Task QuotaAsync(DbScope db)
    {
        var quota = await judge.TrainingAsync(db, Day, Category);
        if (quota.Unknown is null)
        {
            var days = quota.Days(Days, Arrival, Departure);
            var total = quota.Of(Persons, days);
            Quota = (quota, days, quota.Units(days), total, total + (TypedAmounts.Yuan(Teachers) is { Fen: >= 0 } cost ? cost : Money.Zero));
        }
    }

    private async Task TravelAsync(DbScope db)
    {
        var shares = new List<long>();
        foreach (var name in CapNames.MealShares)
        {
            shares.Add((await caps.OnAsync(db, name, Day)).Value ?? 0);
        }
        if ((await caps.OnAsync(db, CapNames.Meals, Day)).Money is { } meals && (await caps.OnAsync(db, CapNames.Transport, Day)).Money is { } transport)
        {
            var paid = Math.Max(0, TravelDays - Board) * Travellers;
            Travel = (meals * paid, transport * paid, TravelRule.HostMeals(meals, shares, [Math.Clamp(Breakfasts, 0, Most), Math.Clamp(Lunches, 0, Most), Math.Clamp(Suppers, 0, Most)]), paid);
        }
    }
}
