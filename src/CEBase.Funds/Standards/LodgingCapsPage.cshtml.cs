using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>登记住宿标准: the table of caps by city, level and season, kept up by finance.</summary>
[RequirePermission(Permissions.BudgetManage)]
internal sealed class LodgingCapsPageModel(IDatabase database, LodgingRepository lodging, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public Form Input { get; set; } = new();

    public IReadOnlyList<LodgingCap> Caps { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync() => Caps = await database.ReadAsync(lodging.AllAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        var wrong = new Refusals();
        var cap = new LodgingCap
        {
            City = Input.City ?? "", PersonLevel = Input.PersonLevel, Amount = wrong.Ask(() => Field.Money(Input.Amount, nameof(Input.Amount), "每夜上限")), SeasonFrom = Input.SeasonFrom?.Trim() ?? "",
            SeasonUntil = Input.SeasonUntil?.Trim() ?? "", Source = Input.Source ?? "", Citation = "MOF531:lodging", Certainty = "S",
            HoldsFrom = wrong.Ask(() => Field.Day(Input.HoldsFrom, nameof(Input.HoldsFrom), "起始日期")),
        };
        await database.WriteAsync(db => wrong.AllAsync(async () =>
        {
            await lodging.AddAsync(db, cap, user);
            return 0;
        }));
        TempData["Done"] = $"已登记{cap.City}的住宿标准。";
        return Redirect(FundsAddresses.LodgingCaps);
    }

    public sealed class Form
    {
        public string? City { get; set; }
        public PersonLevel PersonLevel { get; set; }
        public string? Amount { get; set; }
        public DateOnly? HoldsFrom { get; set; }
        public string? SeasonFrom { get; set; } = "01-01";
        public string? SeasonUntil { get; set; } = "12-31";
        public string? Source { get; set; }
    }
}
