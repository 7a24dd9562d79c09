namespace CEBase.Income.OnlinePayments;

/// <summary>An order: what the platform said, and the button that asks it again.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class OnlineOrderModel(IDatabase database, WorkflowEngine engine, PaymentSettings settings, PlatformInquiry inquiry, UnifiedPage page, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "下单" };

    [FromRoute] public string No { get; set; } = "";

    public PaymentOrder Order { get; private set; } = null!;
    public IReadOnlyList<UnmatchedPayment> Strays { get; private set; } = [];
    public WorkflowView View { get; private set; } = null!;
    public bool MayAsk => settings.IsOn && user.Has(Permissions.ReceiptsRecord);

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Order = await FindAsync(db);
            Strays = await db.QueryAsync<UnmatchedPayment>($"{UnmatchedPayment.Select} WHERE s.order_id = @Id ORDER BY s.id", new { Order.Id });
            return 0;
        });
        View = await engine.LookAsync(PaymentOrder.RecordType, Order.Id, user);
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancel)
    {
        UnmatchedPaymentService.NeedFinance(user);
        if (!settings.IsOn)
        {
            throw new Refusal("payment_off", "学校统一支付平台还没有接通，无处查询。");
        }
        var order = await database.ReadAsync(FindAsync, cancel);
        try
        {
            var now = await inquiry.AskAsync(order, shallEnd: false, cancel);
            var refund = now.State == OrderWorkflow.Paid ? await page.RefundAsync(now.Number, cancel) : null;
            TempData["Done"] = $"平台已应答，订单{OrderWorkflow.Life.State(now.State).Label}。" + (refund switch
            {
                null or { State: "none" } => "",
                { State: "processing" } => $"平台正在退款，已退 {refund.Amount} 元。",
                _ => $"平台已退款 {refund.Amount} 元。",
            });
        }
        catch (Exception exception) when (exception is PlatformSilent or PlatformRefused)
        {
            throw new Refusal("payment_silent", $"平台没有给出结果：{exception.Message}。稍后会自动再查询。");
        }
        return Redirect($"/console/income/online/{order.Number}");
    }

    private async Task<PaymentOrder> FindAsync(DbScope db) => await PaymentOrder.FindAsync(db, No) ?? throw Refusal.NotFound($"没有编号为“{No}”的缴费订单。");
}
