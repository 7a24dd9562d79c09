using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.Commitments;

/// <summary>A commitment with the claims that draw from it.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class CommitmentRecordModel(IDatabase database, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "申请" };

    [FromRoute] public string No { get; set; } = "";

    public Commitment Commitment { get; private set; } = null!;
    public FundLine Line { get; private set; } = null!;
    public IReadOnlyList<CommitmentDraw> Draws { get; private set; } = [];
    public WorkflowView View { get; private set; } = null!;
    public bool MaySeeLines => user.Has(Permissions.View);

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Commitment = await FindAsync(db);
            Line = (await FundLineRepository.FindAsync(db, Commitment.FundLineId))!;
            Draws = await CommitmentRepository.DrawsAsync(db, Commitment.Id);
            return 0;
        });
        View = await engine.LookAsync(Commitment.RecordType, Commitment.Id, user);
    }

    public static StateDefinition StateOf(CommitmentDraw draw) => ClaimStates.Of(draw.ClaimState);

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await database.ReadAsync(FindAsync)).Id;
        var outcome = await engine.TakeAsync(form, Commitment.RecordType, id, user);
        TempData["Done"] = outcome.Refusal ?? "已办理。";
        return Redirect($"/console/funds/commitments/{No}");
    }

    private async Task<Commitment> FindAsync(DbScope db) => await CommitmentRepository.FindAsync(db, No) is { } found && await CommitmentAccess.MaySeeAsync(db, found, user)
        ? found
        : throw Refusal.NotFound($"没有编号为 {No} 的支出申请或合同。");
}
