using CEBase.Platform.Data;
using CEBase.Platform.Exports;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Reconciliation;

/// <summary>A month: its groups, its proposals, and who signs.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ReconciliationMonthModel(IDatabase database, MonthDesk desk, WorkflowEngine engine, Trace trace, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute] public string Month { get; set; } = "";

    public KeptMonth Kept { get; private set; } = null!;
    public IReadOnlyList<IGrouping<MatchGroup, KeptMatch>> Groups { get; private set; } = [];
    public WorkflowView View { get; private set; } = null!;
    public IReadOnlyList<TraceLine> History { get; private set; } = [];
    public bool MayConfirm => user.Has(Permissions.Reconcile) && Kept.State == "open";

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async session =>
        {
            Kept = await desk.FindAsync(session, Month);
            // What needs a person stands first.
            Groups = [.. (await desk.MatchesAsync(session, Kept.Id)).OrderByDescending(i => i.IsProposal).GroupBy(i => Enum.Parse<MatchGroup>(i.MatchGroup)).OrderBy(g => g.Key == MatchGroup.Matched && !g.Any(i => i.IsProposal)).ThenBy(g => g.Key)];
            History = await trace.OfAsync(session, MonthWorkflow.RecordType, Kept.Id);
            return 0;
        });
        View = await engine.LookAsync(MonthWorkflow.RecordType, Kept.Id, user);
    }

    /// <summary>How many claims are in each group, and how many ledger lines where no claim stands behind.</summary>
    public IEnumerable<(MatchGroup Group, int Count)> Figures => Enum.GetValues<MatchGroup>().Where(g => g != MatchGroup.Reversed)
        .Select(g => (g, Groups.FirstOrDefault(x => x.Key == g)?.Sum(i => g == MatchGroup.OnlyInLedger ? 1 : i.ClaimNumbers.Split('、').Length) ?? 0));

    /// <summary>The workbook, as the command line writes it.</summary>
    public async Task<IActionResult> OnGetWorkbookAsync() =>
        File(await database.ReadAsync(session => desk.WorkbookAsync(session, Month)), Workbook.MediaType, $"对账-{Month}.xlsx");

    public Task<IActionResult> OnPostConfirmAsync(long item) => SettleAsync(session => desk.ConfirmAsync(session, Month, item, user));

    public Task<IActionResult> OnPostRejectAsync(long item) => SettleAsync(session => desk.RejectAsync(session, Month, item, user));

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await database.ReadAsync(session => desk.FindAsync(session, Month))).Id;
        var outcome = await engine.TakeAsync(form, MonthWorkflow.RecordType, id, user);
        TempData["Done"] = outcome.Refusal ?? $"{Month} 对账现在的状态是“{ReconciliationPageModel.StateOf(outcome.State).Label}”。";
        return Redirect($"/console/funds/reconciliation/{Month}");
    }

    private async Task<IActionResult> SettleAsync(Func<DbSession, Task> settle)
    {
        if (!user.Has(Permissions.Reconcile))
        {
            throw new Refusal("reconcile_forbidden", "您没有与财务处对账的权限。") { Status = 403 };
        }
        await database.WriteAsync(settle);
        return Redirect($"/console/funds/reconciliation/{Month}");
    }
}
