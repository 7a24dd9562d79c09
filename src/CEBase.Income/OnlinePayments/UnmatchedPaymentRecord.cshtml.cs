namespace CEBase.Income.OnlinePayments;

/// <summary>待认领到账: put to a bill, or paid back.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class UnmatchedPaymentRecordModel(RecordServices services, UnmatchedPaymentRepository unmatched, UnmatchedPaymentService service) : RecordPage<UnmatchedPayment>(services, UnmatchedPayment.RecordType)
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "到账" };

    [FromRoute] public long Id { get; set; }

    [BindProperty] public string? Bill { get; set; }
    [BindProperty] public string? Voucher { get; set; }

    public bool MayWork => CurrentUser.Has(Permissions.ReceiptsRecord);

    protected override string NotFoundSentence => "没有这笔到账。";

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        (Bill, Voucher) = (Record.TargetNumber ?? Record.BillNumber, Record.Voucher);
    }

    public Task<IActionResult> OnPostAimAsync() => ChangeAsync(db => service.AimAsync(db, Id, Bill, CurrentUser), "已保存，可以认领入账。");

    public Task<IActionResult> OnPostVoucherAsync() => ChangeAsync(db => service.SetVoucherAsync(db, Id, Voucher, CurrentUser), "已保存凭证，可以登记退回。");

    protected override async Task<long?> FindIdAsync(DbScope db) => (await unmatched.FindAsync(db, Id))?.Id;

    protected override Task<UnmatchedPayment?> ReadAsync(DbScope db, long id) => unmatched.FindAsync(db, id);

    protected override string SentenceOf(StepOutcome outcome) => outcome.Refusal ?? "这笔到账已处理。";
}
