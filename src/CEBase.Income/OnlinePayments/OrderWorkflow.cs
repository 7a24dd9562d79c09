namespace CEBase.Income.OnlinePayments;

/// <summary>
/// The life of an order. Every step is the program's, on word of the platform: nobody marks an order as paid by hand. Money may still arrive for an
/// order that was closed; it goes to the bill, or waits for finance where the bill no longer takes it.
/// </summary>
internal sealed class OrderWorkflow(PaymentOrderRepository orders, TimeProvider clock) : TableWorkflow<PaymentOrder>("payment_order", clock)
{
    public const string Opened = "opened";
    public const string Paid = "paid";
    public const string Closed = "closed";
    public const string Failed = "failed";

    public const string Arrive = "arrive";
    public const string Close = "close";
    public const string Fail = "fail";
    public const string Resolve = "resolve";

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(PaymentOrder.RecordType, "缴费订单",
    [
        new(Opened, "待支付", StateTone.Waiting),
        new(Paid, "已到账", StateTone.Done),
        new(Closed, "已关闭", StateTone.Quiet),
        new(Failed, "到账待核对", StateTone.Stopped),
    ],
    [
        new(Arrive, "到账", [Opened, Closed], Paid, Permissions.ReceiptsRecord) { IsAutomatic = true },
        new(Close, "关闭", [Opened], Closed, Permissions.ReceiptsRecord) { IsAutomatic = true },
        new(Fail, "转财务核对", [Opened, Closed], Failed, Permissions.ReceiptsRecord) { IsAutomatic = true },
        new(Resolve, "核对完毕", [Failed], Closed, Permissions.ReceiptsRecord) { IsAutomatic = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    protected override Task<PaymentOrder?> ReadAsync(DbScope db, long recordId) => orders.FindAsync(db, recordId);
}
