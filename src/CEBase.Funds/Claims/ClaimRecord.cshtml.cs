using CEBase.Funds.Budgets;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.Papers;

namespace CEBase.Funds.Claims;

/// <summary>A claim with its lines, what the rules say of each, its papers, and what can be done with it.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class ClaimRecordModel(RecordServices services, ClaimService claims, ClaimEvaluator evaluator, MoveService moves, PaperTable table, IClaimOrigins origins, Trace trace)
    : RecordPage<Claim>(services, Claim.RecordType)
{
    private IReadOnlyDictionary<long, string> _budgets = new Dictionary<long, string>();

    [FromRoute] public string No { get; set; } = "";

    [BindProperty] public string? Voucher { get; set; }
    [BindProperty] public DateOnly? PaidOn { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public IReadOnlyList<ClaimLine> Lines { get; private set; } = [];
    public IReadOnlyList<ClaimFile> Files { get; private set; } = [];

    /// <summary>What each file holds, by its id: 签到表（第 1、2 行）.</summary>
    public ILookup<long, string> PapersOf { get; private set; } = Array.Empty<PaperMark>().ToLookup(m => m.FileId, m => m.Paper);

    /// <summary>The payment list that made the claim, or null; its lines are changed there.</summary>
    public ClaimOrigin? Origin { get; private set; }

    public ClaimVerdict Verdict { get; private set; } = null!;

    public bool MayEdit => Record.IsOpen && CurrentUser.Has(Permissions.ClaimsManage);
    public bool MayEditLines => MayEdit && Origin is null;

    /// <summary>What is said of the claim as a whole. Missing papers are in the list of papers.</summary>
    public IReadOnlyList<Finding> OfWhole => [.. Verdict.Whole.Where(f => f.Rule != PaperRule.Missing)];

    public bool MaySetVoucher => Record.State == ClaimStates.Handed && CurrentUser.Has(Permissions.ClaimsFinanceApprove);
    public bool MayAskReversal => Record.State == ClaimStates.Paid && CurrentUser.Has(Permissions.ClaimsFinanceApprove);

    protected override string NotFoundSentence => ClaimService.NotThere(No).Message;

    public IReadOnlyList<Finding> FindingsOf(ClaimLine line) => Verdict.ByLine.GetValueOrDefault(line.Id) ?? [];

    public string BudgetOf(ClaimLine line) => _budgets.GetValueOrDefault(line.FundLineId) ?? "";

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        (Voucher, PaidOn) = (Record.Voucher, Record.PaidOn);
    }

    protected override Task<long?> FindIdAsync(DbScope db) => ClaimRepository.FindIdAsync(db, No);

    protected override Task<Claim?> ReadAsync(DbScope db, long id) => ClaimRepository.FindSeenAsync(db, No, CurrentUser);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Lines = await ClaimLineRepository.OfClaimAsync(db, Record.Id);
        Files = await ClaimRepository.FilesAsync(db, Record.Id);
        Origin = await origins.OfClaimAsync(db, Record.Id);
        PapersOf = (await PaperMarkRepository.OfAsync(db, Record.Id)).ToLookup(m => m.FileId, Held);
        Verdict = await evaluator.JudgeAsync(db, Record);
        _budgets = (await FundLineRepository.OfFundAsync(db, Record.FundId)).ToDictionary(l => l.Id, l => l.Label);
    }

    protected override string SentenceOf(StepOutcome outcome) => outcome.Refusal ?? $"报销单 {No} 已办理。";

    public Task<IActionResult> OnPostRemoveLineAsync(long line) => ChangeAsync(db => claims.RemoveLineAsync(db, No, line, CurrentUser), "已删去明细。");

    public Task<IActionResult> OnPostDetachAsync(long file) => ChangeAsync(db => claims.DetachAsync(db, No, file, CurrentUser), "已移去附件。");

    public Task<IActionResult> OnPostVoucherAsync() => ChangeAsync(db => claims.SetVoucherAsync(db, No, Voucher, PaidOn, CurrentUser), "已保存凭证，可以登记付款。");

    /// <param name="upload">A new file, or none.</param>
    /// <param name="attached">Id of a file that is attached already, where it holds another paper.</param>
    /// <param name="label">What it is, where it is none of the papers.</param>
    /// <param name="papers">The papers it holds.</param>
    /// <param name="lines">Ids of the lines they prove; none are those that miss them.</param>
    public async Task<IActionResult> OnPostAttachAsync(IFormFile? upload, long? attached, string? label, string[]? papers, long[]? lines)
    {
        if (upload is null)
        {
            return attached is { } file && papers is { Length: > 0 }
                ? await ChangeAsync(db => claims.MarkAsync(db, No, file, lines ?? [], CurrentUser, papers), "已登记这个附件的用途。")
                : throw new Refusal("file_missing", attached is null ? "请先选择要上传的文件。" : "请勾选这个附件还是什么材料。");
        }
        await using var content = upload.OpenReadStream();
        return await ChangeAsync(db => claims.AttachAsync(db, No, content, upload.FileName, label, lines ?? [], CurrentUser, papers ?? []), "已上传附件。");
    }

    public Task<IActionResult> OnPostReversalAsync() => ChangeAsync(async db =>
    {
        var (_, claim) = await FindAsync(db);
        if (claim.State != ClaimStates.Paid || !CurrentUser.Has(Permissions.ClaimsFinanceApprove))
        {
            throw new Refusal("not_paid", "只有已付款的报销单，由财务申请冲销。") { Status = 409 };
        }
        var move = await moves.AskReversalAsync(db, claim.FundId, claim.Id, claim.Total, Reason ?? "", CurrentUser);
        await trace.AppendAsync(db, new TraceEntry(Claim.RecordType, claim.Id, "reversal_ask") { Comment = $"{move.Number}：{move.Reason}" }, CurrentUser);
    }, "已提交冲销申请，等待另一人批准。");

    private string Held(PaperMark mark)
    {
        var proved = mark.LinesOf(Lines);
        var numbers = string.Join("、", Lines.Index().Where(l => proved.Contains(l.Item.Id)).Select(l => l.Index + 1));
        return $"{table.Find(mark.Paper)?.Label ?? mark.Paper}{(proved.Count == 0 ? "（不用于任何一行）" : proved.Count < Lines.Count ? $"（第 {numbers} 行）" : "")}";
    }
}
