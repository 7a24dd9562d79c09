using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>A transfer, carry-over or reversal.</summary>
[RequirePermission(Permissions.View)]
internal sealed class MoveRecordModel(IDatabase database, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "申请" };

    [FromRoute] public string No { get; set; } = "";

    public FundMove Move { get; private set; } = null!;
    public FundLine? From { get; private set; }
    public FundLine? To { get; private set; }
    public WorkflowView View { get; private set; } = null!;

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Move = await FundMoveRepository.FindAsync(db, No) ?? throw Refusal.NotFound($"没有编号为 {No} 的申请。");
            From = Move.FromLine is { } from ? await FundLineRepository.FindAsync(db, from) : null;
            To = Move.ToLine is { } to ? await FundLineRepository.FindAsync(db, to) : null;
            return 0;
        });
        View = await engine.LookAsync(FundMove.RecordType, Move.Id, user);
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var move = await database.ReadAsync(db => FundMoveRepository.FindAsync(db, No)) ?? throw Refusal.NotFound($"没有编号为 {No} 的申请。");
        var outcome = await engine.TakeAsync(form, FundMove.RecordType, move.Id, user);
        TempData["Done"] = outcome.Refusal ?? "已办理。";
        return Redirect($"/console/funds/moves/{No}");
    }
}
