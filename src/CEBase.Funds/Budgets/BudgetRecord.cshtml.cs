using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>A version of a budget: its lines, what can be done with it, what happened.</summary>
[RequirePermission(Permissions.View)]
internal sealed class BudgetRecordModel(RecordServices services, FundRepository funds, BudgetService budgets) : RecordPage<Budget>(services, Budget.RecordType)
{
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

    public IReadOnlyList<BudgetItem> Items { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];
    public Money Total => Items.Sum(i => i.Amount);
    public bool MayEdit => Record.State == BudgetWorkflow.Draft && CurrentUser.Has(Permissions.BudgetManage);

    protected override string NotFoundSentence => "没有这份预算。";

    public Money PlannedOf(BudgetItem item) => _inForce.TryGetValue(item.Key, out var line) ? line.Planned : Money.Zero;

    /// <summary>Months of the version in force; null where it doesn't plan the line.</summary>
    public PlanMonths? MonthsOf(BudgetItem item) => _inForce.TryGetValue(item.Key, out var line) && line.Planned > Money.Zero ? line.Months : null;

    protected override Task<long?> FindIdAsync(DbScope db) => Task.FromResult<long?>(Id);

    protected override Task<Budget?> ReadAsync(DbScope db, long id) => BudgetRepository.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Items = await BudgetRepository.ItemsAsync(db, Id);
        Choices = UseItems.Choices((await funds.FindAsync(db, Record.FundId))!.OnlyPermittedUses);
        _inForce = (await FundLineRepository.OfFundAsync(db, Record.FundId)).ToDictionary(l => (l.Year, l.UseCode, l.Item, l.ClassId ?? 0));
        Year ??= Record.FromYear;
    }

    public Task<IActionResult> OnPostItemAsync() => EditAsync(db => budgets.SetItemAsync(db, Id, Year, Choice, ClassNo, Amount, CurrentUser, FromMonth, UntilMonth), "已保存细目。");

    public Task<IActionResult> OnPostRemoveAsync(long item) => EditAsync(db => budgets.RemoveItemAsync(db, Id, item, CurrentUser), "已删去细目。");

    public Task<IActionResult> OnPostRefreshAsync() => EditAsync(db => budgets.RefreshAsync(db, Id, CurrentUser), "已按现行预算重取细目。");

    /// <summary>The version as a workbook, against the budget in force.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        await LoadAsync();
        using var book = new Workbook("预算", $"{Record.Title}（第 {Record.VersionNo} 版）", $"{Record.FundName}，{View.State.Label}；{Record.Reason}；单位：元",
            ["年度", "条款", "开支范围", "细目", "班号", "计划月份", "现行月份", "本版预算", "现行预算", "增减"]);
        foreach (var item in Items)
        {
            var row = book.Row + 1;
            book.Add(item.Year, UseItems.Short(item.UseCode), UseItems.Label(item.UseCode), item.Item, item.ClassNo, item.Months.Label, MonthsOf(item)?.Label, item.Amount, PlannedOf(item), new Formula($"H{row}-I{row}", Formula.MoneyFormat));
        }
        book.AddSums("合计", 8, 9, 10);
        return File(book.Finish(), Workbook.MediaType, $"预算-{Record.FundName}-第{Record.VersionNo}版.xlsx");
    }

    private Task<IActionResult> EditAsync(Func<DbScope, Task> change, string done)
    {
        CurrentUser.Demand(Permissions.BudgetManage, "您没有编制预算的权限。");
        return ChangeAsync(change, done);
    }
}
