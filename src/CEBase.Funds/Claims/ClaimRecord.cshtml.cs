using CEBase.Funds.Budgets;
using CEBase.Funds.Claims.Papers;
using CEBase.Funds.Ledger;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Claims;

/// <summary>A claim with its lines, what the rules say of each, its papers, and what can be done with it.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class ClaimRecordModel(IDatabase database, ClaimService claims, ClaimJudge judge, MoveService moves, PaperTable table, Trace trace, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
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
    public ILookup<long, string> PapersOf { get; private set; } = Array.Empty<PaperMark>().ToLookup(m => m.FileId, m => m.Paper);
    public ClaimVerdict Verdict { get; private set; } = null!;
    public WorkflowView View { get; private set; } = null!;

    public bool MayEdit => Claim.IsOpen && user.Has(Permissions.ClaimsManage);
    public bool MaySetVoucher => Claim.State == ClaimWorkflow.Handed && user.Has(Permissions.ClaimsFinanceApprove);
    public bool MayAskReversal => Claim.State == ClaimWorkflow.Paid && user.Has(Permissions.ClaimsFinanceApprove);

    public IReadOnlyList<Finding> FindingsOf(ClaimLine line) => Verdict.ByLine.GetValueOrDefault(line.Id) ?? [];

    public string BudgetOf(ClaimLine line) => _budgets.GetValueOrDefault(line.FundLineId) ?? "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Voucher, PaidOn) = (Claim.Voucher, Claim.PaidOn);
    }

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async session =>
        {
            Claim = await FindAsync(session);
            Lines = await ClaimLine.OfAsync(session, Claim.Id);
            Files = await ClaimFile.OfAsync(session, Claim.Id);
            PapersOf = (await PaperMark.OfAsync(session, Claim.Id)).ToLookup(m => m.FileId, m => table.Find(m.Paper)?.Label ?? m.Paper);
            Verdict = await judge.JudgeAsync(session, Claim);
            _budgets = (await FundLine.OfFundAsync(session, Claim.FundId)).ToDictionary(l => l.Id, l => l.Label);
            return 0;
        });
        View = await engine.LookAsync(Claim.RecordType, Claim.Id, user);
    }

    public Task<IActionResult> OnPostRemoveLineAsync(long line) => ChangeAsync(session => claims.RemoveLineAsync(session, No, line, user), "已删去明细。");

    public Task<IActionResult> OnPostDetachAsync(long file) => ChangeAsync(session => claims.DetachAsync(session, No, file, user), "已移去附件。");

    public Task<IActionResult> OnPostVoucherAsync() => ChangeAsync(session => claims.SetVoucherAsync(session, No, Voucher, PaidOn, user), "已保存凭证，可以登记付款。");

    public async Task<IActionResult> OnPostAttachAsync(IFormFile? upload, string? label, string[]? papers)
    {
        if (upload is null)
        {
            throw new Refusal("file_missing", "请先选择要上传的文件。");
        }
        await using var content = upload.OpenReadStream();
        return await ChangeAsync(session => claims.AttachAsync(session, No, content, upload.FileName, label, user, papers ?? []), "已上传附件。");
    }

    public Task<IActionResult> OnPostReversalAsync() => ChangeAsync(async session =>
    {
        var claim = await FindAsync(session);
        if (claim.State != ClaimWorkflow.Paid || !user.Has(Permissions.ClaimsFinanceApprove))
        {
            throw new Refusal("not_paid", "只有已付款的报销单，由财务申请冲销。") { Status = 409 };
        }
        var move = await moves.AskReversalAsync(session, claim.FundId, claim.Id, claim.Total, Reason ?? "", user);
        await trace.AppendAsync(session, new TraceEntry(Claim.RecordType, claim.Id, "reversal_ask") { Comment = $"{move.Number}：{move.Reason}" }, user);
    }, "已提交冲销申请，等待另一人批准。");

    public async Task<IActionResult> OnPostStepAsync(string? step, string? comment, bool passReviews)
    {
        var id = (await database.ReadAsync(FindAsync)).Id;
        var outcome = await engine.TakeAsync(new StepRequest(Claim.RecordType, id, step ?? "") { Comment = comment, PassReviews = passReviews }, user);
        if (!outcome.Taken && !outcome.AlreadyThere)
        {
            throw new Refusal("step_refused", outcome.Refusal!) { Status = 409 };
        }
        TempData["Done"] = outcome.Refusal ?? $"报销单 {No} 已办理。";
        return Redirect($"/console/funds/claims/{No}");
    }

    private async Task<Claim> FindAsync(DbSession session) =>
        await Claim.FindAsync(session, No) is { } claim && await ClaimAccess.MaySeeAsync(session, claim, user) ? claim : throw ClaimService.NotThere(No);

    private async Task<IActionResult> ChangeAsync(Func<DbSession, Task> work, string done)
    {
        await database.WriteAsync(work);
        TempData["Done"] = done;
        return Redirect($"/console/funds/claims/{No}");
    }
}
