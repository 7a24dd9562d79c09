using CEBase.Projects.Evidence;

namespace CEBase.Projects.Units;

/// <summary>An owning unit: filing, rectification, rules, managers, projects.</summary>
[RequirePermission(Permissions.View)]
internal sealed class UnitRecordModel(
    RecordServices services, UnitRepository repository, UnitService units, UnitPapers papers, EvidenceFiles files, IParameters parameters, Trace trace, TimeProvider clock) : FormPage(services)
{
    private const string PerManager = "staff.learners-per-manager";

    [FromRoute] public long Id { get; set; }

    [BindProperty] public OrderForm Order { get; set; } = new();
    [BindProperty] public RuleForm Rule { get; set; } = new();
    [BindProperty] public ManagerForm Manager { get; set; } = new();

    public OwningUnit Unit { get; private set; } = null!;
    public IReadOnlyList<UnitOrder> Orders { get; private set; } = [];
    public IReadOnlyList<UnitRuleText> Rules { get; private set; } = [];
    public IReadOnlyList<UnitManager> Managers { get; private set; } = [];
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public IReadOnlyList<TraceLine> History { get; private set; } = [];
    public int Projects { get; private set; }
    public DateOnly Today { get; } = clock.Today();
    public bool MayManage => CurrentUser.Has(Permissions.UnitsManage);

    protected override async Task LoadAsync(DbScope db)
    {
        Unit = await repository.GetAsync(db, Id);
        Orders = await repository.OrdersAsync(db, Id);
        Rules = await papers.RulesAsync(db, Id);
        Managers = await papers.ManagersAsync(db, Id);
        (Projects, var learners) = await repository.LoadAsync(db, Id, Today.Year);
        var perManager = (await parameters.TryGetAsync(db, PerManager, Today))?.Int;
        Findings =
        [
            .. UnitRule.Check([Unit], Today).Select(f => f with { Remedy = null }),
            .. ManagersRule.Check([.. Managers.Where(m => m.LeftOn is null || m.LeftOn > Today)], learners, perManager),
        ];
        History = await trace.OfAsync(db, OwningUnit.RecordType, Id);
    }

    public Task<IActionResult> OnPostOrderAsync() => ChangeAsync(
        db => units.OrderAsync(db, Id, new UnitOrder { Reason = Order.Reason ?? "", Deadline = Field.Day(Order.Deadline, "Order.Deadline", "整改期限"), Stops = Order.Stops }, CurrentUser),
        Order.Stops ? "已发出整改通知并停办。" : "已发出整改通知。");

    public Task<IActionResult> OnPostCloseAsync(long order, string? result) => ChangeAsync(db => units.CloseOrderAsync(db, Id, order, result, CurrentUser), "整改结果已登记。");

    public Task<IActionResult> OnPostRuleAsync() => ChangeAsync(async db =>
    {
        var from = Field.Day(Rule.InForceFrom, "Rule.InForceFrom", "施行日期");
        var (hash, name) = await files.SaveAsync(db, Rule.File, "Rule.File", isRequired: true);
        await papers.AddRuleAsync(db, Id, new UnitRuleText { Title = Rule.Title ?? "", Version = Rule.Version ?? "", InForceFrom = from, FileHash = hash, FileName = name }, CurrentUser);
    }, "制度文件已登记。");

    public Task<IActionResult> OnPostManagerAsync() => ChangeAsync(db => papers.SaveManagerAsync(db, Id, new UnitManager
    {
        Name = Manager.Name ?? "", Employment = Manager.Employment ?? "", IsFullTime = Manager.IsFullTime, FiledOn = Manager.FiledOn, LeftOn = Manager.LeftOn,
    }, CurrentUser), "管理人员已登记。");

    public sealed class OrderForm
    {
        [Display(Name = "要整改的问题")] public string? Reason { get; set; }
        [Display(Name = "整改期限")] public DateOnly? Deadline { get; set; }
        [Display(Name = "停办整顿")] public bool Stops { get; set; }
    }

    public sealed class RuleForm
    {
        [Display(Name = "制度名称")] public string? Title { get; set; }
        [Display(Name = "版本")] public string? Version { get; set; }
        [Display(Name = "施行日期")] public DateOnly? InForceFrom { get; set; }
        [Display(Name = "文件")] public IFormFile? File { get; set; }
    }

    public sealed class ManagerForm
    {
        [Display(Name = "姓名")] public string? Name { get; set; }
        [Display(Name = "用工形式")] public string? Employment { get; set; }
        [Display(Name = "专职")] public bool IsFullTime { get; set; } = true;
        [Display(Name = "备案日期")] public DateOnly? FiledOn { get; set; }
        [Display(Name = "离岗日期")] public DateOnly? LeftOn { get; set; }
    }
}
