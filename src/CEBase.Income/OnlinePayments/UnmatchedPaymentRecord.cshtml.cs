namespace CEBase.Income.OnlinePayments;

/// <summary>待认领到账: put to a bill, or paid back.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class UnmatchedPaymentModel(IDatabase database, UnmatchedPaymentService desk, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "到账" };

    [FromRoute] public long Id { get; set; }

    [BindProperty] public string? Bill { get; set; }
    [BindProperty] public string? Voucher { get; set; }

    public UnmatchedPayment Stray { get; private set; } = null!;
    public WorkflowView View { get; private set; } = null!;
    public bool MayWork => user.Has(Permissions.ReceiptsRecord);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Bill, Voucher) = (Stray.TargetNumber ?? Stray.BillNumber, Stray.Voucher);
    }

    public async Task LoadAsync()
    {
        Stray = await database.ReadAsync(db => UnmatchedPayment.FindAsync(db, Id)) ?? throw Refusal.NotFound("没有这笔到账。");
        View = await engine.LookAsync(UnmatchedPayment.RecordType, Id, user);
    }

    public Task<IActionResult> OnPostAimAsync() => ChangeAsync(db => desk.AimAsync(db, Id, Bill, user), "已保存，可以认领入账。");

    public Task<IActionResult> OnPostVoucherAsync() => ChangeAsync(db => desk.SetVoucherAsync(db, Id, Voucher, user), "已保存凭证，可以登记退回。");

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var outcome = await engine.TakeAsync(form, UnmatchedPayment.RecordType, Id, user);
        TempData["Done"] = outcome.Refusal ?? "这笔到账已处理。";
        return Redirect($"/console/income/online/strays/{Id}");
    }

    private async Task<IActionResult> ChangeAsync(Func<DbScope, Task> work, string done)
    {
        await database.WriteAsync(work);
        TempData["Done"] = done;
        return Redirect($"/console/income/online/strays/{Id}");
    }
}
