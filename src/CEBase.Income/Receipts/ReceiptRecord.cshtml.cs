using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>到账: a receipt with the bill it pays, and its reversal when it was put to the wrong one.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class ReceiptRecordModel(RecordServices services, ReceiptRepository receipts, ReceivableRepository bills, ReversalRepository reversals, ReversalService service) : PageModel, IFormPage
{
    [FromRoute] public string Number { get; set; } = "";
    [BindProperty] public string? Reason { get; set; }

    public Receipt Receipt { get; private set; } = null!;
    public Receivable Bill { get; private set; } = null!;
    public ReversalRequest? Asked { get; private set; }

    /// <summary>The request as the workflow panel draws it; null where none was made.</summary>
    public WorkflowView? View { get; private set; }

    /// <summary>What stands in the way of asking for a reversal.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public bool MayAsk => services.User.Has(Permissions.ReceiptsRecord) && !Receipt.IsReversed && Asked is not { State: ReversalWorkflow.Asked };

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => services.Database.ReadAsync<int>(async db =>
    {
        var request = (await RequestAsync(db))?.Id;
        View = request is { } id ? await services.Engine.LookAsync(db, ReversalRequest.RecordType, id, services.User) : null;
        Asked = request is { } again ? await reversals.FindAsync(db, again) : null;
        Receipt = await FindAsync(db);
        Bill = (await bills.FindAsync(db, Receipt.ReceivableId))!;
        Findings = [.. ReversalRule.Check(await reversals.FactsAsync(db, Receipt))];
        return 0;
    });

    public async Task<IActionResult> OnPostAskAsync()
    {
        var request = await services.Database.WriteAsync(db => service.AskAsync(db, Number, Reason, services.User));
        return Done($"已申请冲正 {request.Number}，等待另一人批准。");
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var request = await services.Database.ReadAsync(RequestAsync) ?? throw NotThere();
        var outcome = await services.Engine.TakeAsync(form, ReversalRequest.RecordType, request.Id, services.User);
        return Done(outcome.Refusal ?? (form.Step == ReversalWorkflow.Approve ? "已冲正，款项回到待认领。" : "已办理。"));
    }

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect(IncomeAddresses.OfReceipt(Number));
    }

    private async Task<ReversalRequest?> RequestAsync(DbScope db) => await reversals.OfReceiptAsync(db, (await FindAsync(db)).Id);

    private async Task<Receipt> FindAsync(DbScope db) => await receipts.FindAsync(db, Number) ?? throw NotThere();

    private Refusal NotThere() => Refusal.NotFound($"没有编号为 {Number} 的到账。");
}
