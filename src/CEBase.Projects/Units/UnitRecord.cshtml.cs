using CEBase.Projects.Evidence;

namespace CEBase.Projects.Units;

/// <summary>An owning unit: filing, rectification, rules, managers, projects.</summary>
[RequirePermission(Permissions.View)]
internal sealed class UnitRecordModel(
    IDatabase database, UnitService units, UnitPapers papers, EvidenceFiles files, IParameters parameters, Trace trace, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
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
    public bool MayManage => user.Has(Permissions.UnitsManage);

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Unit = await OwningUnit.FindAsync(db, Id) ?? throw Refusal.NotFound("没有这个承办单位。");
        Orders = await UnitService.OrdersAsync(db, Id);
        Rules = await UnitPapers.RulesAsync(db, Id);
        Managers = await UnitPapers.ManagersAsync(db, Id);
        Projects = await db.ScalarAsync<int>("SELECT count(*) FROM project WHERE unit_id = @Id", new { Id });
        var learners = await db.ScalarAsync<int>("SELECT COALESCE(SUM(headcount), 0) FROM project WHERE unit_id = @Id AND state = 'approved' AND year = @Year", new { Id, Today.Year });
        Findings =
        [
            .. UnitRule.Check([Unit], Today).Select(f => f with { Remedy = null }),
            .. ManagersRule.Check([.. Managers.Where(m => m.LeftOn is null || m.LeftOn > Today)], learners, await PerManagerAsync(db)),
        ];
        History = await trace.OfAsync(db, UnitService.RecordType, Id);
        return 0;
    });

    public Task<IActionResult> OnPostOrderAsync()
    {
        var deadline = Order.Deadline ?? throw new Refusal("order_deadline", "请填写整改期限。") { Field = "Order.Deadline" };
        return DoneAsync(Order.Stops ? "已发出整改通知并停办。" : "已发出整改通知。",
            db => units.OrderAsync(db, Id, new UnitOrder { Reason = Order.Reason ?? "", Deadline = deadline, Stops = Order.Stops }, user));
    }

    public Task<IActionResult> OnPostCloseAsync(long order, string? result) => DoneAsync("整改结果已登记。", db => units.CloseOrderAsync(db, Id, order, result ?? "", user));

    public Task<IActionResult> OnPostRuleAsync()
    {
        var from = Rule.InForceFrom ?? throw new Refusal("rule_from", "请填写施行日期。") { Field = "Rule.InForceFrom" };
        return DoneAsync("制度文件已登记。", async db =>
        {
            var (hash, name) = await files.SaveAsync(db, Rule.File, "Rule.File", isRequired: true);
            await papers.AddRuleAsync(db, Id, new UnitRuleText { Title = Rule.Title ?? "", Version = Rule.Version ?? "", InForceFrom = from, FileHash = hash, FileName = name }, user);
        });
    }

    public Task<IActionResult> OnPostManagerAsync() => DoneAsync("管理人员已登记。", db => papers.SaveManagerAsync(db, Id, new UnitManager
    {
        Name = Manager.Name ?? "", Employment = Manager.Employment ?? "", IsFullTime = Manager.IsFullTime, FiledOn = Manager.FiledOn, LeftOn = Manager.LeftOn,
    }, user));

    private async Task<int?> PerManagerAsync(DbScope db) => (await parameters.TryGetAsync(db, PerManager, Today))?.Int;

    private async Task<IActionResult> DoneAsync(string sentence, Func<DbScope, Task> work)
    {
        await database.WriteAsync(work);
        TempData["Done"] = sentence;
        return Redirect($"/console/units/{Id}");
    }

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
