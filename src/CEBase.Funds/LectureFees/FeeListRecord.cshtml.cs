using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Ledger;
using CEBase.Instructors;
using CEBase.Platform.Data;
using CEBase.Platform.Exports;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.LectureFees;

/// <summary>A payment list with its payees, lines, budget line and what can be done with it.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class FeeListRecordModel(
    IDatabase database, LectureFeeDesk desk, FundBook funds, IBankCards cards, Trace trace, WorkflowEngine engine, TimeProvider clock, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "编制" };

    [FromRoute] public string No { get; set; } = "";
    [BindProperty] public long? FundLineId { get; set; }

    public FeeList List { get; private set; } = null!;
    public IReadOnlyList<FeeLine> Lines { get; private set; } = [];
    public IReadOnlyDictionary<long, CardCard> Cards { get; private set; } = new Dictionary<long, CardCard>();
    public IReadOnlyList<(string Fund, IReadOnlyList<FundLine> Lines)> Budgets { get; private set; } = [];
    public FundLine? Budget { get; private set; }
    public StateDefinition? ClaimState { get; private set; }
    public WorkflowView View { get; private set; } = null!;

    public bool MayEdit => List.IsOpen && user.Has(Permissions.LectureFees);
    public bool MaySetBudget => List.State is FeeListWorkflow.Draft or FeeListWorkflow.Checked or FeeListWorkflow.Confirmed && user.Has(Permissions.LectureFees);
    public bool MayExport => List.State is FeeListWorkflow.Handed && user.Has(Permissions.ClaimsFinanceApprove);
    public bool IsIntact => FreshListRule.Hash(Lines) == List.Snapshot;

    public static StudyHours Hours(IEnumerable<FeeLine> lines) => lines.Aggregate(StudyHours.Zero, (sum, l) => sum + l.Hours);

    public static Money Sum(IEnumerable<FeeLine> lines, Func<FeeLine, Money> of) => lines.Sum(of);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        FundLineId = List.FundLineId;
    }

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async session =>
        {
            List = await FindAsync(session);
            Lines = await FeeLine.OfAsync(session, List.Id);
            Cards = await cards.MaskedAsync(session, [.. Lines.Select(l => l.InstructorId).Distinct()]);
            Budget = List.FundLineId is { } id ? await FundLine.FindAsync(session, id) : null;
            Budgets = MaySetBudget ? await BudgetsAsync(session) : [];
            return 0;
        });
        ClaimState = List.ClaimState is { } state ? engine.Definitions.First(d => d.RecordType == Claim.RecordType).State(state) : null;
        var view = await engine.LookAsync(FeeList.RecordType, List.Id, user);
        // Taking back is no next step while the claim stands; its gate refuses it in any case.
        View = List.ClaimState is null or ClaimWorkflow.Cancelled or ClaimWorkflow.Reversed ? view : view with { Steps = [.. view.Steps.Where(s => s.Step.Name != FeeListWorkflow.TakeBack)] };
    }

    public Task<IActionResult> OnPostRecomputeAsync() => ChangeAsync(session => desk.RecomputeAsync(session, No, user), "已按现在的课次、职称和标准重新计算。");

    public Task<IActionResult> OnPostChooseAsync(long line, string? rate, bool isExpert, string? expertReason) =>
        ChangeAsync(session => desk.ChooseAsync(session, No, line, new FeeChoice(rate, isExpert, expertReason), user), "已保存并重新计算。");

    public Task<IActionResult> OnPostBudgetAsync() => ChangeAsync(async session =>
    {
        await FindAsync(session);
        await desk.SetBudgetAsync(session, No, FundLineId, user);
    }, "已保存列支科目。");

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await database.ReadAsync(FindAsync)).Id;
        var outcome = await engine.TakeAsync(form, FeeList.RecordType, id, user);
        TempData["Done"] = outcome.Refusal ?? $"发放表 {No} 已办理。";
        return Redirect($"/console/funds/lecture-fees/{No}");
    }

    /// <summary>The list with masked card numbers.</summary>
    public async Task<IActionResult> OnGetWorkbookAsync() => await database.ReadAsync(async session =>
    {
        var list = await FindAsync(session);
        var lines = await FeeLine.OfAsync(session, list.Id);
        var masked = await cards.MaskedAsync(session, [.. lines.Select(l => l.InstructorId).Distinct()]);
        return Book(list, lines, masked.ToDictionary(c => c.Key, c => new Transfer(c.Value.Bank, c.Value.NumberMasked)), "讲课费发放表");
    });

    /// <summary>The list with whole card numbers, for the finance office.</summary>
    public async Task<IActionResult> OnPostTransferAsync() => await database.WriteAsync(async session =>
    {
        var list = await FindAsync(session);
        if (list.State != FeeListWorkflow.Handed || !user.Has(Permissions.ClaimsFinanceApprove))
        {
            throw new Refusal("not_handed", "转账清单由财务在生成报销单之后导出。") { Status = 403 };
        }
        var lines = (await FeeLine.OfAsync(session, list.Id)).Where(l => l.Net > Money.Zero).ToList();
        var masked = await cards.MaskedAsync(session, [.. lines.Where(l => !l.IsInHouse).Select(l => l.InstructorId).Distinct()]);
        var whole = new Dictionary<long, Transfer>();
        foreach (var (id, card) in masked)
        {
            whole[id] = new Transfer(card.Bank, await cards.RevealAsync(session, id, user));
        }
        await trace.AppendAsync(session, new TraceEntry(FeeList.RecordType, list.Id, "fee_export") { Comment = $"{whole.Count} 人" }, user);
        Response.Headers.CacheControl = "no-store";
        return Book(list, lines, whole, "讲课费转账清单");
    });

    private FileContentResult Book(FeeList list, IReadOnlyList<FeeLine> lines, IReadOnlyDictionary<long, Transfer> transfers, string name) =>
        File(FeeListWorkbook.Make(list, lines, transfers, clock.Today()), Workbook.MediaType, $"{name} {list.Number}.xlsx");

    private async Task<IReadOnlyList<(string, IReadOnlyList<FundLine>)>> BudgetsAsync(DbSession session)
    {
        var groups = new List<(string, IReadOnlyList<FundLine>)>();
        foreach (var fund in await funds.ListAsync(session))
        {
            var lines = (await FundLine.OfFundAsync(session, fund.Id)).Where(l => (l.ClassId is null || l.ClassId == List.ClassId) && l.Remaining > Money.Zero).ToList();
            if (lines.Count > 0)
            {
                groups.Add((fund.Name, [.. lines.OrderByDescending(l => l.ClassId == List.ClassId).ThenByDescending(l => l.UseCode == "19(4)").ThenByDescending(l => l.Year)]));
            }
        }
        return groups;
    }

    private async Task<FeeList> FindAsync(DbSession session) =>
        await FeeList.FindAsync(session, No) is { } list && FeeAccess.MaySee(user, list.AdviserId) ? list : throw LectureFeeDesk.NotThere(No);

    private async Task<IActionResult> ChangeAsync(Func<DbSession, Task> work, string done)
    {
        if (!user.Has(Permissions.LectureFees))
        {
            throw new Refusal("not_allowed", "没有编制讲课费发放表的权限。") { Status = 403 };
        }
        await database.WriteAsync(work);
        TempData["Done"] = done;
        return Redirect($"/console/funds/lecture-fees/{No}");
    }
}
