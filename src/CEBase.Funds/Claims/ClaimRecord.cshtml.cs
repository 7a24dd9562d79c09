using CEBase.Funds.Budgets;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.Papers;

namespace CEBase.Funds.Claims;

/// <summary>A claim with its lines, what the rules say of each, its papers, and what can be done with it.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class ClaimRecordModel(IDatabase database, ClaimService claims, ClaimEvaluator judge, MoveService moves, PaperTable table, IClaimOrigins origins, Trace trace, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "填报", ["edit"] = "修改", ["recipe"] = "由配方建立" };

    private IReadOnlyDictionary<long, string> _budgets = new Dictionary<long, string>();

    [FromRoute] public string No { get; set; } = "";

    [BindProperty] public string? Voucher { get; set; }
    [BindProperty] public DateOnly? PaidOn { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public Claim Claim { get; private set; } = null!;
    public IReadOnlyList<ClaimLine> Lines { get; private set; } = [];
    public IReadOnlyList<ClaimFile> Files { get; private set; } = [];

    /// <summary>What each file holds, by its id: 签到表（第 1、2 行）.</summary>
    public ILookup<long, string> PapersOf { get; private set; } = Array.Empty<PaperMark>().ToLookup(m => m.FileId, m => m.Paper);

    /// <summary>The payment list that made the claim, or null; its lines are changed there.</summary>
    public ClaimOrigin? Origin { get; private set; }

    public ClaimVerdict Verdict { get; private set; } = null!;
    public WorkflowView View { get; private set; } = null!;

    public bool MayEdit => Claim.IsOpen && user.Has(Permissions.ClaimsManage);
    public bool MayEditLines => MayEdit && Origin is null;

    /// <summary>What is said of the claim as a whole. Missing papers are in the list of papers.</summary>
    public IReadOnlyList<Finding> OfWhole => [.. Verdict.Whole.Where(f => f.Rule != PaperRule.Missing)];

    public bool MaySetVoucher => Claim.State == ClaimStates.Handed && user.Has(Permissions.ClaimsFinanceApprove);
    public bool MayAskReversal => Claim.State == ClaimStates.Paid && user.Has(Permissions.ClaimsFinanceApprove);

    public IReadOnlyList<Finding> FindingsOf(ClaimLine line) => Verdict.ByLine.GetValueOrDefault(line.Id) ?? [];

    public string BudgetOf(ClaimLine line) => _budgets.GetValueOrDefault(line.FundLineId) ?? "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Voucher, PaidOn) = (Claim.Voucher, Claim.PaidOn);
    }

    public async Task LoadAsync()
    {
        View = await engine.LookAsync(Claim.RecordType, (await database.ReadAsync(FindAsync)).Id, user);
        await database.ReadAsync<int>(async db =>
        {
            Claim = await FindAsync(db);
            Lines = await ClaimLineRepository.OfClaimAsync(db, Claim.Id);
            Files = await ClaimRepository.FilesAsync(db, Claim.Id);
            Origin = await origins.OfClaimAsync(db, Claim.Id);
            PapersOf = (await PaperMarkRepository.OfAsync(db, Claim.Id)).ToLookup(m => m.FileId, Held);
            Verdict = await judge.JudgeAsync(db, Claim);
            _budgets = (await FundLineRepository.OfFundAsync(db, Claim.FundId)).ToDictionary(l => l.Id, l => l.Label);
            return 0;
        });
    }

    public Task<IActionResult> OnPostRemoveLineAsync(long line) => ChangeAsync(db => claims.RemoveLineAsync(db, No, line, user), "已删去明细。");

    public Task<IActionResult> OnPostDetachAsync(long file) => ChangeAsync(db => claims.DetachAsync(db, No, file, user), "已移去附件。");

    public Task<IActionResult> OnPostVoucherAsync() => ChangeAsync(db => claims.SetVoucherAsync(db, No, Voucher, PaidOn, user), "已保存凭证，可以登记付款。");

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
                ? await ChangeAsync(db => claims.MarkAsync(db, No, file, lines ?? [], user, papers), "已登记这个附件的用途。")
                : throw new Refusal("file_missing", attached is null ? "请先选择要上传的文件。" : "请勾选这个附件还是什么材料。");
        }
        await using var content = upload.OpenReadStream();
        return await ChangeAsync(db => claims.AttachAsync(db, No, content, upload.FileName, label, lines ?? [], user, papers ?? []), "已上传附件。");
    }

    public Task<IActionResult> OnPostReversalAsync() => ChangeAsync(async db =>
    {
        var claim = await FindAsync(db);
        if (claim.State != ClaimStates.Paid || !user.Has(Permissions.ClaimsFinanceApprove))
        {
            throw new Refusal("not_paid", "只有已付款的报销单，由财务申请冲销。") { Status = 409 };
        }
        var move = await moves.AskReversalAsync(db, claim.FundId, claim.Id, claim.Total, Reason ?? "", user);
        await trace.AppendAsync(db, new TraceEntry(Claim.RecordType, claim.Id, "reversal_ask") { Comment = $"{move.Number}：{move.Reason}" }, user);
    }, "已提交冲销申请，等待另一人批准。");

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await database.ReadAsync(FindAsync)).Id;
        var outcome = await engine.TakeAsync(form, Claim.RecordType, id, user);
        TempData["Done"] = outcome.Refusal ?? $"报销单 {No} 已办理。";
        return Redirect($"/console/funds/claims/{No}");
    }

    private string Held(PaperMark mark)
    {
        var proved = mark.LinesOf(Lines);
        var numbers = string.Join("、", Lines.Index().Where(l => proved.Contains(l.Item.Id)).Select(l => l.Index + 1));
        return $"{table.Find(mark.Paper)?.Label ?? mark.Paper}{(proved.Count == 0 ? "（不用于任何一行）" : proved.Count < Lines.Count ? $"（第 {numbers} 行）" : "")}";
    }

    private async Task<Claim> FindAsync(DbScope db) =>
        await ClaimRepository.FindAsync(db, No) is { } claim && await ClaimAccess.MaySeeAsync(db, claim, user) ? claim : throw ClaimService.NotThere(No);

    private async Task<IActionResult> ChangeAsync(Func<DbScope, Task> work, string done)
    {
        await database.WriteAsync(work);
        TempData["Done"] = done;
        return Redirect($"/console/funds/claims/{No}");
    }
}
