namespace CEBase.Income.Refunds;

/// <summary>A refund with its arithmetic and to whom it goes back.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class RefundRecordModel(IDatabase database, RefundService refunds, WorkflowEngine engine, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["refund_ask"] = "申请" };

    [FromRoute] public string Number { get; set; } = "";
    [BindProperty] public string? PaidNo { get; set; }
    [BindProperty] public DateOnly? PaidOn { get; set; }

    public Refund Refund { get; private set; } = null!;
    public IReadOnlyList<RefundPart> Parts { get; private set; } = [];
    public WorkflowView View { get; private set; } = null!;
    public bool MayPay => user.Has(Permissions.ReceiptsRecord) && Refund.State == RefundWorkflow.Approved;

    public Task OnGetAsync()
    {
        PaidOn = clock.Today();
        return LoadAsync();
    }

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Refund = await Refund.FindAsync(db, Number) ?? throw NotThere();
            Parts = await RefundPart.OfAsync(db, Refund.Id);
            return 0;
        });
        View = await engine.LookAsync(Refund.RecordType, Refund.Id, user);
    }

    public async Task<IActionResult> OnPostPayAsync()
    {
        if (!user.Has(Permissions.ReceiptsRecord))
        {
            return Forbid();
        }
        await database.WriteAsync(db => refunds.PayAsync(db, Number, PaidNo, PaidOn, user));
        TempData["Done"] = "已登记退款。";
        return Redirect($"/console/income/refunds/{Number}");
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var refund = await database.ReadAsync(db => Refund.FindAsync(db, Number)) ?? throw NotThere();
        var outcome = await engine.TakeAsync(form, Refund.RecordType, refund.Id, user);
        TempData["Done"] = outcome.Refusal ?? "已办理。";
        return Redirect($"/console/income/refunds/{Number}");
    }

    private Refusal NotThere() => Refusal.NotFound($"没有编号为 {Number} 的退费。");
}
