using CEBase.Platform.Exports;
using CEBase.Projects.Evidence;

namespace CEBase.Projects.Plans;

/// <summary>A plan: its items and the surveys they rest on, its review and filing, its workbook.</summary>
[RequirePermission(Permissions.View)]
internal sealed class PlanRecordModel(RecordServices services, PlanRepository repository, PlanService plans, EvidenceFiles files, TimeProvider clock)
    : RecordPage<AnnualPlan>(services, AnnualPlan.RecordType)
{
    [FromRoute] public long Id { get; set; }

    /// <summary>An item to be changed: its values fill the form.</summary>
    [FromQuery] public long? Change { get; set; }

    [BindProperty] public ItemForm Item { get; set; } = new();
    [BindProperty] public SurveyForm Survey { get; set; } = new();

    public IReadOnlyList<PlanItem> Items { get; private set; } = [];
    public IReadOnlyList<NeedSurvey> Surveys { get; private set; } = [];
    public bool MayEdit => CurrentUser.Has(Permissions.Manage) && Record.IsEditable;

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        if (Items.FirstOrDefault(i => i.Id == Change) is { } item)
        {
            Item = new ItemForm
            {
                Name = item.Name, Task = item.Task, Form = item.Form, Month = item.Month, Runs = item.Runs, Headcount = item.Headcount, Hours = item.Hours.Hours, Budget = item.Budget.Yuan,
                SurveyId = item.SurveyId,
            };
        }
    }

    protected override Task<long?> FindIdAsync(DbScope db) => Task.FromResult<long?>(Id);

    protected override Task<AnnualPlan?> ReadAsync(DbScope db, long id) => repository.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Items = await repository.ItemsAsync(db, Id);
        Surveys = await repository.SurveysAsync(db, Id);
    }

    public async Task<IActionResult> OnGetExportAsync()
    {
        await LoadAsync();
        return File(PlanExport.Write(Record, Items, View.State.Label, clock.Today()), Workbook.MediaType, $"{Record.Year}年度计划-{Record.UnitName}.xlsx");
    }

    public Task<IActionResult> OnPostItemAsync() => ChangeAsync(db => plans.SaveItemAsync(db, Id, new PlanItem
    {
        Name = Item.Name ?? "", Task = Item.Task ?? "", Form = Item.Form ?? "", Month = Item.Month ?? 0, Runs = Item.Runs ?? 0, Headcount = Item.Headcount ?? 0,
        Hours = TypedAmounts.Hours(Item.Hours) ?? StudyHours.Zero, Budget = TypedAmounts.Yuan(Item.Budget) ?? new Money(-1), SurveyId = Item.SurveyId,
    }, CurrentUser), $"条目“{Item.Name}”已保存。");

    public Task<IActionResult> OnPostRemoveAsync(long item) => ChangeAsync(db => plans.RemoveItemAsync(db, Id, item, CurrentUser), "条目已删除。");

    public Task<IActionResult> OnPostSurveyAsync() => ChangeAsync(async db =>
    {
        var day = Field.Day(Survey.HeldOn, "Survey.HeldOn", "调研日期");
        var (hash, name) = await files.SaveAsync(db, Survey.File, "Survey.File", isRequired: false);
        await plans.SaveSurveyAsync(db, Id, new NeedSurvey
        {
            Title = Survey.Title ?? "", Method = Survey.Method ?? "", Sample = Survey.Sample ?? 0, HeldOn = day, Findings = Survey.Findings ?? "", FileHash = hash, FileName = name,
        }, CurrentUser);
    }, $"调研“{Survey.Title}”已保存。");

    public sealed class ItemForm
    {
        [Display(Name = "项目名称")] public string? Name { get; set; }
        [Display(Name = "任务类型")] public string? Task { get; set; }
        [Display(Name = "办班形式")] public string? Form { get; set; }
        [Display(Name = "开办月份")] public int? Month { get; set; }
        [Display(Name = "期数")] public int? Runs { get; set; } = 1;
        [Display(Name = "预计人数")] public int? Headcount { get; set; }
        [Display(Name = "每期学时")] public decimal? Hours { get; set; }
        [Display(Name = "经费预算")] public decimal? Budget { get; set; }
        [Display(Name = "需求调研")] public long? SurveyId { get; set; }
    }

    public sealed class SurveyForm
    {
        [Display(Name = "调研名称")] public string? Title { get; set; }
        [Display(Name = "调研方式")] public string? Method { get; set; }
        [Display(Name = "样本数")] public int? Sample { get; set; }
        [Display(Name = "调研日期")] public DateOnly? HeldOn { get; set; }
        [Display(Name = "调研结论")] public string? Findings { get; set; }
        [Display(Name = "调研材料")] public IFormFile? File { get; set; }
    }
}
