using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>A version of a budget: its lines, what can be done with it, what happened.</summary>
[RequirePermission(Permissions.View)]
internal sealed class BudgetRecordModel(IDatabase database, FundRepository funds, BudgetService budgets, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "起草", ["recipe"] = "由配方建立" };

    private IReadOnlyDictionary<(int, string, string, long), FundLine> _inForce = new Dictionary<(int, string, string, long), FundLine>();

    [FromRoute] public long Id { get; set; }

    [BindProperty] public int? Year { get; set; }
    [BindProperty] public string? Choice { get; set; }
    [BindProperty] public string? ClassNo { get; set; }
    [BindProperty] public string? Amount { get; set; }

    /// <summary>Month from which it is meant to be spent; null is January.</summary>
    [BindProperty] public int? FromMonth { get; set; }

    /// <summary>Month by whose end it is; null is December.</summary>
    [BindProperty] public int? UntilMonth { get; set; }

    public Budget Budget { get; private set; } = null!;
    public IReadOnlyList<BudgetItem> Items { get; private set; } = [];
    public IReadOnlyList<CodeWord> Choices { get; private set; } = [];
    public WorkflowView View { get; private set; } = null!;
    public Money Total => Items.Sum(i => i.Amount);
    public bool MayEdit => Budget.State == BudgetWorkflow.Draft && user.Has(Permissions.BudgetManage);

    public Money PlannedOf(BudgetItem item) => _inForce.TryGetValue(item.Key, out var line) ? line.Planned : Money.Zero;

    /// <summary>Months of the version in force; null where it doesn't plan the line.</summary>
    public PlanMonths? MonthsOf(BudgetItem item) => _inForce.TryGetValue(item.Key, out var line) && line.Planned > Money.Zero ? line.Months : null;

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Budget = await BudgetRepository.FindAsync(db, Id) ?? throw Refusal.NotFound("没有这份预算。");
            Items = await BudgetRepository.ItemsAsync(db, Id);
            Choices = UseItems.Choices((await funds.FindAsync(db, Budget.FundId))!.OnlyPermittedUses);
            _inForce = (await FundLineRepository.OfFundAsync(db, Budget.FundId)).ToDictionary(l => (l.Year, l.UseCode, l.Item, l.ClassId ?? 0));
            return 0;
        });
        Year ??= Budget.FromYear;
        View = await engine.LookAsync(Budget.RecordType, Id, user);
    }

    public Task<IActionResult> OnPostItemAsync() => ChangeAsync(db => budgets.SetItemAsync(db, Id, Year, Choice, ClassNo, Amount, user, FromMonth, UntilMonth), "已保存细目。");

    public Task<IActionResult> OnPostRemoveAsync(long item) => ChangeAsync(db => budgets.RemoveItemAsync(db, Id, item, user), "已删去细目。");

    public Task<IActionResult> OnPostRefreshAsync() => ChangeAsync(db => budgets.RefreshAsync(db, Id, user), "已按现行预算重取细目。");

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var outcome = await engine.TakeAsync(form, Budget.RecordType, Id, user);
        TempData["Done"] = outcome.Refusal ?? "已办理。";
        return Redirect($"/console/funds/budgets/{Id}");
    }

    /// <summary>The version as a workbook, against the budget in force.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        await LoadAsync();
        using var book = new Workbook("预算", $"{Budget.Title}（第 {Budget.VersionNo} 版）", $"{Budget.FundName}，{View.State.Label}；{Budget.Reason}；单位：元",
            ["年度", "条款", "开支范围", "细目", "班号", "计划月份", "现行月份", "本版预算", "现行预算", "增减"]);
        foreach (var item in Items)
        {
            var row = book.Row + 1;
            book.Add(item.Year, UseItems.Short(item.UseCode), UseItems.Label(item.UseCode), item.Item, item.ClassNo, item.Months.Label, MonthsOf(item)?.Label, item.Amount, PlannedOf(item), new Formula($"H{row}-I{row}", Formula.MoneyFormat));
        }
        book.AddSums("合计", 8, 9, 10);
        return File(book.Finish(), Workbook.MediaType, $"预算-{Budget.FundName}-第{Budget.VersionNo}版.xlsx");
    }

    private async Task<IActionResult> ChangeAsync(Func<DbScope, Task> work, string done)
    {
        if (!user.Has(Permissions.BudgetManage))
        {
            throw new Refusal("not_allowed", "您没有编制预算的权限。") { Status = 403 };
        }
        await database.WriteAsync(work);
        TempData["Done"] = done;
        return Redirect($"/console/funds/budgets/{Id}");
    }
}
