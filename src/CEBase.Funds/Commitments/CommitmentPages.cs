using CEBase.Funds.Ledger;
using CEBase.Funds.Papers;

namespace CEBase.Funds.Commitments;

/// <summary>支出申请与合同.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class CommitmentListModel(ListServices services) : ListPage<Commitment>(services)
{
    public bool MayAsk => CurrentUser.Has(Permissions.ClaimsManage);

    protected override ListQuery<Commitment> Describe()
    {
        var life = Engine.Definition(Commitment.RecordType);
        return new("支出申请与合同", CommitmentRepository.Select, "m.id DESC")
        {
            Where = CommitmentRepository.Seen(CurrentUser), Filters = [ListFilter.States(life.States, "m.state")],
            Search = new("编号、对方、用途、合同编号、班号", CommitmentRepository.Searched),
            Columns =
            [
                new("编号", c => c.Number) { Sort = ("number", "m.number"), Link = c => FundsAddresses.Commitment(c.Number) },
                new("类型", c => c.Kind.Label()),
                new("用途", c => c.Purpose) { Sort = ("purpose", "m.purpose"), Link = c => FundsAddresses.Commitment(c.Number), Place = CellPlace.Head },
                new("对方", c => c.Counterparty) { Sort = ("counterparty", "m.counterparty"), Place = CellPlace.Line, IsText = true },
                new("经费来源", c => c.FundName) { Sort = ("fund", "f.name"), Place = CellPlace.Skip, IsText = true },
                new("申请日", c => c.AskedAt.ChinaDay()) { Sort = ("asked", "m.asked_at") },
                new("状态", c => life.State(c.State)) { Sort = ("state", StateOrder.Of("m.state", life.States)) },
                new("金额（元）", c => c.Amount) { Sort = ("amount", "m.amount"), Place = CellPlace.Side, IsSummed = true },
                new("已用（元）", c => c.Drawn) { Sort = ("drawn", "m.drawn"), IsSummed = true },
                new("剩余（元）", c => c.Open) { Sort = ("left", "m.amount - m.drawn - m.released"), IsSummed = true },
            ],
        };
    }
}

/// <summary>提出支出申请, 登记合同.</summary>
[RequirePermission(Permissions.ClaimsManage)]
internal sealed class CommitmentNewModel(IDatabase database, CommitmentService commitments, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public CommitmentInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Lines { get; private set; } = [];

    public Task OnGetAsync(string? classNo, long? line)
    {
        Input = new CommitmentInput { ClassNo = classNo, FundLineId = line, RequestKey = Guid.NewGuid().ToString("N") };
        return LoadAsync();
    }

    public async Task LoadAsync() => Lines = LineChoices.ByFund((await database.ReadAsync(FundLineRepository.AllAsync)).Where(l => l.Remaining > Money.Zero));

    public async Task<IActionResult> OnPostAsync()
    {
        var wrong = new Refusals();
        var amount = wrong.Ask(() => Field.Money(Input.Amount, nameof(Input.Amount), "金额"));
        await using var paper = Input.Paper?.OpenReadStream();
        var commitment = await database.WriteAsync(db => wrong.AllAsync(() => commitments.AskAsync(db,
            new CommitmentDetails(Input.Kind, Input.FundLineId ?? 0, Input.Counterparty ?? "", Input.Purpose ?? "", amount)
            {
                ClassNo = Input.ClassNo ?? "", Task = Input.Task ?? "", PaperNo = Input.PaperNo ?? "", Paper = paper, PaperName = Input.Paper?.FileName ?? "", RequestKey = Input.RequestKey,
            }, user)));
        TempData["Done"] = $"已提交 {commitment.Number}，批准后预占预算。";
        return Redirect(FundsAddresses.Commitment(commitment.Number));
    }

    /// <summary>The form; the amount stays text, so that what can't be read is kept.</summary>
    internal sealed class CommitmentInput
    {
        public CommitmentKind Kind { get; set; }
        public long? FundLineId { get; set; }
        public string? Counterparty { get; set; }
        public string? Purpose { get; set; }
        public string? Amount { get; set; }
        public string? ClassNo { get; set; }
        public string? Task { get; set; }
        public string? PaperNo { get; set; }
        public IFormFile? Paper { get; set; }
        public string? RequestKey { get; set; }
    }
}

/// <summary>A commitment with the claims that draw from it.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class CommitmentRecordModel(RecordServices services) : RecordPage<Commitment>(services, Commitment.RecordType)
{
    [FromRoute] public string No { get; set; } = "";

    public FundLine Line { get; private set; } = null!;
    public IReadOnlyList<CommitmentDraw> Draws { get; private set; } = [];
    public bool MaySeeLines => CurrentUser.Has(Permissions.View);

    protected override string NotFoundSentence => $"没有编号为 {No} 的支出申请或合同。";

    protected override Task<long?> FindIdAsync(DbScope db) => CommitmentRepository.FindIdAsync(db, No);

    protected override async Task<Commitment?> ReadAsync(DbScope db, long id) =>
        await CommitmentRepository.FindAsync(db, id) is { } found && await CommitmentRepository.SeesAsync(db, found, CurrentUser) ? found : null;

    protected override async Task LoadMoreAsync(DbScope db) =>
        (Line, Draws) = ((await FundLineRepository.FindAsync(db, Record.FundLineId))!, await CommitmentRepository.DrawsAsync(db, Record.Id));
}

/// <summary>Requests that wait for approval.</summary>
internal sealed class CommitmentWork(OverdueWork overdue) : IWorkProvider
{
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today) => !user.Has(Permissions.ClaimsUnitApprove) ? [] :
        await overdue.ReadAsync(db, today, "支出申请或合同待批准", $"{FundsAddresses.Commitments}?state={CommitmentWorkflow.Asked}", FundsAddresses.Commitment("{key}"), $"""
            SELECT m.number AS key, m.number || ' ' || m.purpose AS name, m.amount, m.asked_by_name || '申请' AS note, m.state_since AS since
            FROM commitment m WHERE m.state = '{CommitmentWorkflow.Asked}' AND coalesce(m.asked_by, 0) <> @Account
            """, new Dictionary<string, object?> { ["Account"] = user.AccountId ?? 0 });
}

/// <summary>Commitments by number, counterparty, purpose or contract, among those the user may see.</summary>
internal sealed class CommitmentSearch : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => !user.Has(Permissions.ClaimsView) ? [] :
        [.. (await CommitmentRepository.SearchAsync(db, text, limit, user)).Select(c => new SearchHit("预占", $"{c.Number} {c.Purpose}", $"{c.Counterparty}，{c.Amount} 元", FundsAddresses.Commitment(c.Number)))];
}
