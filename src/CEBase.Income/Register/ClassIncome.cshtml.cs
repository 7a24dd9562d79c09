using CEBase.Income.Bills;

namespace CEBase.Income.Register;

/// <summary>收费: a class's bills, from what they may be made, and who still owes.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class ClassIncomeModel(IDatabase database, IClassDirectory classes, IEnrolmentDirectory enrolments, BillingService billing, ReceivableRepository bills, BillFigures figures, ReminderService reminders, ICurrentUser user, TimeProvider clock)
    : PageModel, IFormPage
{
    [FromRoute] public string No { get; set; } = "";
    [BindProperty] public InstalmentInput Input { get; set; } = new();

    /// <summary>Shares of a contract's price that an instalment may be.</summary>
    public static IReadOnlyList<ListOption> Shares { get; } = [.. new[] { 100, 80, 70, 60, 50, 40, 30, 20, 10 }.Select(share => new ListOption($"{share}", $"{share}%")), new("rest", "余下全部")];

    public ClassCard Class { get; private set; } = null!;
    public ChargeBasis Basis { get; private set; } = null!;
    public IReadOnlyList<Receivable> Bills { get; private set; } = [];
    public IncomeSums Sums { get; private set; } = new();
    public IReadOnlyList<AgeSum> Ages { get; private set; } = [];
    public Money ContractBilled { get; private set; }

    /// <summary>Admitted learners without a living bill.</summary>
    public int Unbilled { get; private set; }

    public DateOnly Today => clock.Today();
    public bool MayManage => user.Has(Permissions.IncomeManage);
    public bool MayBill => MayManage && !Basis.IsBlocked && Class.State != ClassStates.Cancelled;

    public Task OnGetAsync()
    {
        Input = new InstalmentInput { Percent = "100", RequestKey = Guid.NewGuid().ToString("N") };
        return LoadAsync();
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Class = await classes.FindAsync(db, No) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
        Basis = await billing.BasisAsync(db, Class);
        Bills = await bills.OfClassAsync(db, Class.Id);
        Sums = await figures.OfClassAsync(db, Class.Id);
        Ages = await figures.AgesAsync(db, Class.Id);
        ContractBilled = await billing.BilledAsync(db, Basis.Contract);
        var billed = Bills.Where(b => b.IsLiving).Select(b => b.LearnerId).ToHashSet();
        Unbilled = Basis.IsByContract || Class.Fee <= Money.Zero ? 0 : (await enrolments.OfClassAsync(db, Class.Id)).Count(e => !billed.Contains(e.LearnerId));
        return 0;
    });

    public Task<IActionResult> OnPostBillAsync() => DoAsync(db => billing.BillClassAsync(db, No, user), made => made > 0 ? $"已开具 {made} 份缴费通知。" : "已录取学员都有缴费通知，没有新开。");

    public Task<IActionResult> OnPostRemindAsync() => DoAsync(async db =>
        await reminders.RemindAsync(db, (await classes.FindAsync(db, No) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。")).Id, user),
        count => count > 0 ? $"已催缴 {count} 份逾期缴费通知。" : "逾期的都在催缴间隔之内，没有再催。");

    public Task<IActionResult> OnPostInstalmentAsync()
    {
        int? percent = string.IsNullOrEmpty(Input.Percent) || Input.Percent == "rest" ? null
            : int.TryParse(Input.Percent, out var share) ? share : throw new Refusal("percent_range", "请选择本期比例。") { Field = nameof(Input.Percent) };
        return DoAsync(db => billing.BillClientAsync(db, new InstalmentDetails(No, percent, Input.DueOn, Input.RequestKey), user), bill => $"已向{bill.PayerName}开具 {bill.Number}，{bill.Amount} 元。");
    }

    private async Task<IActionResult> DoAsync<T>(Func<DbScope, Task<T>> act, Func<T, string> done)
    {
        user.Demand(Permissions.IncomeManage);
        TempData["Done"] = done(await database.WriteAsync(act));
        return Redirect(IncomeAddresses.OfClass(No));
    }

    /// <summary>A share of the contract's price: one of a few, never an amount.</summary>
    internal sealed class InstalmentInput
    {
        public string? Percent { get; set; }
        public DateOnly? DueOn { get; set; }
        public string? RequestKey { get; set; }
    }
}
