namespace CEBase.Income.Refunds;

/// <summary>A refund with its arithmetic and to whom it goes back.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class RefundRecordModel(RecordServices services, RefundRepository refunds, RefundService service, TimeProvider clock) : RecordPage<Refund>(services, Refund.RecordType)
{
    [FromRoute] public string Number { get; set; } = "";
    [BindProperty] public string? PaidNo { get; set; }
    [BindProperty] public DateOnly? PaidOn { get; set; }

    public IReadOnlyList<RefundPart> Parts { get; private set; } = [];
    public bool MayPay => CurrentUser.Has(Permissions.ReceiptsRecord) && Record.State == RefundWorkflow.Approved;

    protected override string NotFoundSentence => $"没有编号为 {Number} 的退费。";

    public override Task OnGetAsync()
    {
        PaidOn = clock.Today();
        return LoadAsync();
    }

    public Task<IActionResult> OnPostPayAsync()
    {
        CurrentUser.Demand(Permissions.ReceiptsRecord);
        return ChangeAsync(db => service.PayAsync(db, Number, PaidNo, PaidOn, CurrentUser), "已登记退款。");
    }

    protected override async Task<long?> FindIdAsync(DbScope db) => (await refunds.FindAsync(db, Number))?.Id;

    protected override Task<Refund?> ReadAsync(DbScope db, long id) => refunds.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db) => Parts = await refunds.PartsAsync(db, Record.Id);
}
