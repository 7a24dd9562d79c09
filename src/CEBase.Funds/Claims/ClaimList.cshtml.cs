using CEBase.Funds.Budgets;

namespace CEBase.Funds.Claims;

/// <summary>报销单: those this user may see, with the view in the address.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class ClaimListModel(IDatabase database, ClaimQueries queries, FundRepository funds, OverdueWork desk, WorkflowEngine engine, ICurrentUser user, TimeProvider clock) : PageModel
{
    public const int Size = 30;
    private const int Exported = 20_000;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery(Name = "fund")] public long? FundId { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<Claim> Items { get; private set; } = [];
    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public int Total { get; private set; }
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<StateDefinition> States => Definition.States;

    /// <summary>Waiting longer than this counts as stuck; null while nobody has said so.</summary>
    public int? WaitingDays { get; private set; }

    public int All => Counts.Where(c => c.Key != ClaimFilter.Stuck).Sum(c => c.Value);
    public bool MayCreate => user.Has(Permissions.ClaimsManage);

    /// <summary>How many days a claim has lain at the desk where it is; null where it lies at none.</summary>
    public int? Waited(Claim claim) => claim.IsWaiting ? Today.DayNumber - claim.StateSince.ChinaDay().DayNumber : null;

    private DateOnly Today => clock.Today();

    private WorkflowDefinition Definition => engine.Definitions.First(d => d.RecordType == Claim.RecordType);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        P = Math.Clamp(P, 1, 100_000);
        Funds = await funds.ListAsync(db);
        (Items, Total, Counts) = await queries.ListAsync(db, await FilterAsync(db, P, Size), user);
        return 0;
    }, cancel);

    /// <summary>Everything the view holds, on all its pages, as a workbook with the sum as a formula.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var claims = await database.ReadAsync(async db => (await queries.ListAsync(db, await FilterAsync(db, 1, Exported), user)).Items, cancel);
        using var book = new Workbook("报销单", "报销单清单", $"共 {claims.Count} 张，由 {user.DisplayName} 导出",
            ["编号", "事由", "经费来源", "班号", "填报人", "填报日期", "提交日期", "状态", "凭证号", "付款日期", "金额（元）"]);
        foreach (var c in claims)
        {
            book.Add(c.Number, c.Title, c.FundName, c.ClassNo, c.ApplicantName, c.CreatedAt.ChinaDay(), c.SubmittedAt?.ChinaDay(), StateOf(c.State).Label, c.Voucher, c.PaidOn, c.Total);
        }
        book.AddSums("合计", 11);
        return File(book.Finish(), Workbook.MediaType, "报销单清单.xlsx");
    }

    private async Task<ClaimFilter> FilterAsync(DbScope db, int page, int size)
    {
        var patience = await desk.PatienceAsync(db, Today);
        WaitingDays = patience?.Days;
        return new ClaimFilter
        {
            Q = Q, State = States.Any(s => s.Name == State) || (State == ClaimFilter.Stuck && patience is not null) ? State : null, TooLongAgo = patience?.Since, Sort = Sort, FundId = FundId, Page = page, Size = size,
        };
    }

    public StateDefinition StateOf(string state) => Definition.State(state);
}
