namespace CEBase.Regulations.Parameters;

/// <summary>One parameter: its values through time, what happened to it, and for those who may, a new value.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ParameterRecordModel(ParameterService parameters, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public string Name { get; set; } = "";

    [BindProperty]
    public ChangeForm Input { get; set; } = new();

    [BindProperty]
    public DateOnly? Until { get; set; }

    public DateOnly Today { get; } = clock.Today();

    public ParameterRow Row { get; private set; } = new();

    public IReadOnlyList<TraceLine> History { get; private set; } = [];

    public bool MayManage => user.Has(Permissions.Manage);

    public string ValueHint => Row.Kind switch
    {
        ParameterKind.Flag => "1 表示是，0 表示否",
        ParameterKind.MonthDay => "每年的某一天，例如 12-10",
        ParameterKind.Text => "一个词或代码",
        _ => Row.Unit.Length > 0 ? $"数字，单位是{Row.Unit}" : "数字",
    };

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var now = Row.On(Today);
        Input = new ChangeForm { Value = "", From = Today.AddDays(1), Citation = now?.Citation ?? "", Source = now?.Source ?? "", Certainty = now?.Certainty ?? Certainty.Seen, CheckedUntil = Today.AddYears(1) };
        Until = Today.AddYears(1);
    }

    public async Task LoadAsync() => (Row, History) = await parameters.OpenAsync(Name, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostChangeAsync()
    {
        Demand();
        var from = Field.Day(Input.From, nameof(Input.From), "从哪一天起");
        var checkedUntil = Field.Day(Input.CheckedUntil, nameof(Input.CheckedUntil), "核对到哪一天");
        await parameters.ChangeAsync(Name, new NewValue(Input.Value ?? "", from, checkedUntil, Input.Citation ?? "", Input.Source ?? "", Input.Certainty, Input.Reason ?? ""), user, HttpContext.RequestAborted);
        TempData["Done"] = $"新值从 {from.InTable()} 起生效。";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostCheckAsync()
    {
        Demand();
        var until = Field.Day(Until, nameof(Until), "核对到哪一天");
        await parameters.CheckAsync(Name, until, user, HttpContext.RequestAborted);
        TempData["Done"] = $"已记下核对到 {until.InTable()}。";
        return RedirectToPage();
    }

    private void Demand() => user.Demand(Permissions.Manage, "您没有调整规则参数的权限，请联系管理员。");

    public sealed class ChangeForm
    {
        public string? Value { get; set; }

        public DateOnly? From { get; set; }

        public string? Citation { get; set; }

        public string? Source { get; set; }

        public Certainty Certainty { get; set; }

        public DateOnly? CheckedUntil { get; set; }

        public string? Reason { get; set; }
    }
}
