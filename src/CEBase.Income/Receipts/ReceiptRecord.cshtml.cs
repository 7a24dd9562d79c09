using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>到账: a receipt with the bill it pays, and its reversal when it was put to the wrong one.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class ReceiptRecordModel(IDatabase database, ReversalService desk, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["receipt_reversal_ask"] = "申请冲正" };

    [FromRoute] public string Number { get; set; } = "";
    [BindProperty] public string? Reason { get; set; }

    public Receipt Receipt { get; private set; } = null!;
    public Receivable Bill { get; private set; } = null!;
    public ReversalRequest? Asked { get; private set; }

    /// <summary>The request as the workflow panel draws it; null where none was made.</summary>
    public WorkflowView? View { get; private set; }

    /// <summary>What stands in the way of asking for a reversal.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public bool MayAsk => user.Has(Permissions.ReceiptsRecord) && !Receipt.IsReversed && Asked is not { State: ReversalWorkflow.Asked };

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Receipt = await Receipt.FindAsync(db, Number) ?? throw NotThere();
            Bill = (await Receivable.FindAsync(db, Receipt.ReceivableId))!;
            Asked = await ReversalRequest.OfReceiptAsync(db, Receipt.Id);
            Findings = [.. ReversalRule.Check(await ReversalService.FactsAsync(db, Receipt))];
            return 0;
        });
        View = Asked is null ? null : await engine.LookAsync(ReversalRequest.RecordType, Asked.Id, user);
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAskAsync()
    {
        var request = await database.WriteAsync(db => desk.AskAsync(db, Number, Reason, user));
        TempData["Done"] = $"已申请冲正 {request.Number}，等待另一人批准。";
        return Redirect($"/console/income/received/{Number}");
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var request = await database.ReadAsync(async db => await Receipt.FindAsync(db, Number) is { } receipt ? await ReversalRequest.OfReceiptAsync(db, receipt.Id) : null) ?? throw NotThere();
        var outcome = await engine.TakeAsync(form, ReversalRequest.RecordType, request.Id, user);
        TempData["Done"] = outcome.Refusal ?? (form.Step == ReversalWorkflow.Approve ? "已冲正，款项回到待认领。" : "已办理。");
        return Redirect($"/console/income/received/{Number}");
    }

    private Refusal NotThere() => Refusal.NotFound($"没有编号为 {Number} 的到账。");
}
