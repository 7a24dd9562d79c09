namespace CEBase.Income.OnlinePayments;

/// <summary>An order: what the platform said, and the button that asks it again.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class OrderRecordModel(RecordServices services, PaymentOrderRepository orders, UnmatchedPaymentRepository unmatched, PaymentSettings settings, PlatformInquiry inquiry, UnifiedPage page)
    : RecordPage<PaymentOrder>(services, PaymentOrder.RecordType)
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "下单" };

    [FromRoute] public string No { get; set; } = "";

    public IReadOnlyList<UnmatchedPayment> Strays { get; private set; } = [];
    public bool MayAsk => settings.IsOn && CurrentUser.Has(Permissions.ReceiptsRecord);

    protected override string NotFoundSentence => $"没有编号为“{No}”的缴费订单。";

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancel)
    {
        UnmatchedPaymentService.Demand(CurrentUser);
        if (!settings.IsOn)
        {
            throw new Refusal("payment_off", "学校统一支付平台还没有接通，无处查询。");
        }
        var (_, order) = await Database.ReadAsync(FindAsync, cancel);
        try
        {
            var now = await inquiry.AskAsync(order, shallEnd: false, cancel);
            var refund = now.State == OrderWorkflow.Paid ? await page.RefundAsync(now.Number, cancel) : null;
            return Done($"平台已应答，订单{OrderWorkflow.Life.State(now.State).Label}。" + (refund switch
            {
                null or { State: "none" } => "",
                { State: "processing" } => $"平台正在退款，已退 {refund.Amount} 元。",
                _ => $"平台已退款 {refund.Amount} 元。",
            }));
        }
        catch (Exception exception) when (exception is PlatformSilent or PlatformRefused)
        {
            throw new Refusal("payment_silent", $"平台没有给出结果：{exception.Message}。稍后会自动再查询。");
        }
    }

    protected override async Task<long?> FindIdAsync(DbScope db) => (await orders.FindAsync(db, No))?.Id;

    protected override Task<PaymentOrder?> ReadAsync(DbScope db, long id) => orders.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db) => Strays = await unmatched.OfOrderAsync(db, Record.Id);
}
