using CEBase.Funds.Expenses;

namespace CEBase.Funds.Settlement;

/// <summary>计划费用: what a class is planned to cost, by kind.</summary>
[RequirePermission(Permissions.ClaimsManage)]
internal sealed class SettlementPlanModel(IDatabase database, SettlementReader reader, ClassCostService costs, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromRoute] public string No { get; set; } = "";

    /// <summary>Yuan as typed, by name of the kind.</summary>
    [BindProperty] public Dictionary<string, string?> Amounts { get; set; } = [];

    [BindProperty] public string? Reason { get; set; }

    public ClassCard Class { get; private set; } = null!;
    public bool HasBegun => Class.StartsOn <= clock.Today();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var plan = await database.ReadAsync(db => ClassCostRepository.PlanAsync(db, Class.Id));
        Amounts = Enum.GetValues<LineKind>().ToDictionary(k => k.ToString(), k => plan.TryGetValue(k, out var amount) ? amount.Yuan.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    public async Task LoadAsync()
    {
        Class = await database.ReadAsync(db => reader.ClassAsync(db, No, user));
        foreach (var kind in Enum.GetValues<LineKind>())
        {
            Amounts.TryAdd(kind.ToString(), null);
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await database.WriteAsync(async db => await costs.PlanAsync(db, await reader.ClassAsync(db, No, user), Amounts, Reason, user));
        TempData["Done"] = "已保存计划费用。";
        return Redirect(FundsAddresses.Settlement(No));
    }
}
