using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.Arrivals;

/// <summary>到账登记: lines of the school's account, what each may pay, and the receipts made lately. There is no field for a way of paying: a line of the account is a transfer.</summary>
[RequirePermission(Permissions.ReceiptsRecord)]
internal sealed class ArrivalPageModel(IDatabase database, ArrivalService service, AccountReversalService reversals, ArrivalRepository arrivals, ReceivableRepository bills, ReceiptRepository receipts, ICurrentUser user, TimeProvider clock)
    : PageModel, IFormPage
{
    private const int Recent = 30;

    [BindProperty] public ArrivalInput Input { get; set; } = new();
    [BindProperty] public long Arrival { get; set; }
    [BindProperty] public string? Choice { get; set; }
    [BindProperty] public string? Bills { get; set; }
    [BindProperty] public string? Note { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public long TakenBackId { get; set; }
    [BindProperty] public string? Finding { get; set; }
    [BindProperty] public string? ReopenReason { get; set; }
    [BindProperty] public string? ReturnNo { get; set; }
    [BindProperty] public DateOnly? ReturnedOn { get; set; }

    public IReadOnlyList<(Arrival Line, IReadOnlyList<Proposal> Proposals)> Waiting { get; private set; } = [];
    public IReadOnlyList<(AccountReversal Line, IReadOnlyList<Receipt> MayMean)> TakenBack { get; private set; } = [];
    public IReadOnlyList<Arrival> Dismissed { get; private set; } = [];
    public IReadOnlyList<Receipt> Receipts { get; private set; } = [];

    public Task OnGetAsync()
    {
        Input = new ArrivalInput { PaidOn = clock.Today() };
        return LoadAsync();
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        var open = await bills.OwingAsync(db);
        Waiting = [.. (await arrivals.WaitingAsync(db)).Select(line => (line, ArrivalMatch.Propose(line, open)))];
        var takenBack = new List<(AccountReversal, IReadOnlyList<Receipt>)>();
        foreach (var line in await reversals.WaitingAsync(db))
        {
            takenBack.Add((line, await reversals.MayMeanAsync(db, line)));
        }
        TakenBack = takenBack;
        Dismissed = await arrivals.DismissedAsync(db);
        Receipts = await receipts.LatestAsync(db, Recent);
        return 0;
    });

    public async Task<IActionResult> OnPostNoteAsync()
    {
        var wrong = new Refusals();
        var amount = wrong.Ask(() => Field.Money(Input.Amount, nameof(Input.Amount), "金额"));
        var day = wrong.Ask(() => Field.Day(Input.PaidOn, nameof(Input.PaidOn), "到账日期"));
        var isNew = await database.WriteAsync(db => wrong.AllAsync(() => service.NoteAsync(db, new Arrival
        {
            OutsideNo = Input.OutsideNo ?? "", Amount = amount, PaidOn = day, PayerName = Input.PayerName ?? "", Remark = Input.Remark ?? "",
        }, user)));
        return Done(isNew ? "已登记到账流水，请核对下面列出的归属后确认。" : "这笔流水以前登记过，没有重复登记。");
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        var numbers = (string.IsNullOrWhiteSpace(Bills) ? Choice : Bills) ?? "";
        var made = await database.WriteAsync(db => service.ConfirmAsync(db, Arrival, numbers.Split([',', '，', '、', ' ', ';', '；'], StringSplitOptions.RemoveEmptyEntries), Reason, user));
        var rest = (await database.ReadAsync(db => arrivals.FindAsync(db, Arrival)))!.Rest;
        return Done($"已登记到账 {string.Join("、", made.Select(r => r.Number))}。{(rest > Money.Zero ? $"余 {rest} 元留作待认领。" : "")}");
    }

    public Task<IActionResult> OnPostDismissAsync() => DoAsync(db => service.DismissAsync(db, Arrival, Note, user), "已标为非培训收费，不登记到缴费通知。");

    public Task<IActionResult> OnPostReopenAsync() => DoAsync(db => service.ReopenAsync(db, Arrival, ReopenReason, user), "已回到待认领。");

    public Task<IActionResult> OnPostLookedAsync() => DoAsync(db => reversals.LookedAsync(db, TakenBackId, Finding, user), "已记下核查结果。");

    public Task<IActionResult> OnPostReturnAsync() => DoAsync(db => service.ReturnAsync(db, Arrival, ReturnNo, ReturnedOn, null, user), "已登记退回付款人。");

    private async Task<IActionResult> DoAsync(Func<DbScope, Task> change, string done)
    {
        await database.WriteAsync(change);
        return Done(done);
    }

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect(IncomeAddresses.Arrivals);
    }

    /// <summary>A line of the account.</summary>
    internal sealed class ArrivalInput
    {
        public string? OutsideNo { get; set; }
        public string? Amount { get; set; }
        public DateOnly? PaidOn { get; set; }
        public string? PayerName { get; set; }
        public string? Remark { get; set; }
    }
}
