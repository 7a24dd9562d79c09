using CEBase.Funds.Budgets;
using CEBase.Funds.Ledger;
using CEBase.Funds.Papers;

namespace CEBase.Funds.Commitments;

/// <summary>提出支出申请, 登记合同.</summary>
[RequirePermission(Permissions.ClaimsManage)]
internal sealed class CommitmentNewModel(IDatabase database, FundRepository funds, CommitmentService commitments, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public CommitmentInput Input { get; set; } = new();

    public IReadOnlyList<(string Fund, FundLine Line)> Lines { get; private set; } = [];

    public Task OnGetAsync(string? classNo, long? line)
    {
        Input = new CommitmentInput { ClassNo = classNo, FundLineId = line, RequestKey = Guid.NewGuid().ToString("N") };
        return LoadAsync();
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        var found = new List<(string, FundLine)>();
        foreach (var fund in await funds.ListAsync(db))
        {
            found.AddRange((await FundLineRepository.OfFundAsync(db, fund.Id)).Where(l => l.Remaining > Money.Zero).Select(l => (fund.Name, l)));
        }
        Lines = found;
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        var wrong = new Refusals();
        var amount = wrong.Ask(() => FieldParser.Money(Input.Amount, nameof(Input.Amount), "金额"));
        await using var paper = Input.Paper?.OpenReadStream();
        var commitment = await database.WriteAsync(db => wrong.AllAsync(() => commitments.AskAsync(db,
            new CommitmentDetails(Input.Kind, Input.FundLineId ?? 0, Input.Counterparty ?? "", Input.Purpose ?? "", amount)
            {
                ClassNo = Input.ClassNo ?? "", Task = Input.Task ?? "", PaperNo = Input.PaperNo ?? "", Paper = paper, PaperName = Input.Paper?.FileName ?? "", RequestKey = Input.RequestKey,
            }, user)));
        TempData["Done"] = $"已提交 {commitment.Number}，批准后预占预算。";
        return Redirect($"/console/funds/commitments/{commitment.Number}");
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
