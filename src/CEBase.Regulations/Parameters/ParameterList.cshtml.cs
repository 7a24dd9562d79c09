namespace CEBase.Regulations.Parameters;

/// <summary>规则参数: every parameter with the value of today.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ParameterListModel(ParameterService parameters, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    public DateOnly Today { get; } = clock.Today();

    public IReadOnlyList<string> Topics { get; private set; } = [];

    public IReadOnlyList<ParameterRow> Rows { get; private set; } = [];

    public int StaleCount { get; private set; }

    public int UndecidedCount { get; private set; }

    public async Task OnGetAsync()
    {
        var all = await parameters.ListAsync(HttpContext.RequestAborted);
        Topics = [.. all.Select(r => r.Topic).Distinct()];
        StaleCount = all.Count(r => r.IsStale(Today));
        UndecidedCount = all.Count(r => r.IsUndecided(Today));
        Rows = [.. all.Where(Fits)];
    }

    private bool Fits(ParameterRow row) =>
        (string.IsNullOrEmpty(Topic) || row.Topic == Topic)
        && (State != "stale" || row.IsStale(Today))
        && (State != "undecided" || row.IsUndecided(Today))
        && (string.IsNullOrWhiteSpace(Q) || new[] { row.Name, row.Label, row.On(Today)?.Citation ?? "" }.Any(t => t.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase)));
}
