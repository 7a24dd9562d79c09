namespace CEBase.Income.OnlinePayments;

/// <summary>线上缴费: money that waits to be put to a bill, and the orders with what keeps them.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class OrderListModel(ListServices services, UnmatchedPaymentRepository unmatched, PaymentSettings settings) : ListPage<PaymentOrder>(services)
{
    /// <summary>Open orders about which the platform keeps silent.</summary>
    private static readonly ListOption Stuck = new("stuck", "查询不到结果", $"o.state = 'opened' AND o.failures >= {PaymentWork.SilencesThatCount}");

    public bool IsOn => settings.IsOn;
    public IReadOnlyList<UnmatchedPayment> Strays { get; private set; } = [];

    protected override ListQuery<PaymentOrder> Describe()
    {
        var states = ListFilter.States(OrderWorkflow.Life.States, "o.state");
        return new("缴费订单", PaymentOrderRepository.Select, "o.id DESC")
        {
            Unit = "张",
            Search = new("订单号、缴费通知、缴费人、流水号、班号", "o.number", "r.number", "r.payer_name", "o.trade_no", "c.class_no"),
            Filters = [states with { Options = [.. states.Options, Stuck] }],
            Columns =
            [
                new("订单号", o => o.Number) { Link = o => IncomeAddresses.OfOrder(o.Number), Sort = ("number", "o.number") },
                new("缴费通知", o => o.BillNumber) { Link = o => IncomeAddresses.OfBill(o.BillNumber) },
                new("班号", o => o.ClassNo) { Sort = ("class", "c.class_no") },
                new("缴费人", o => o.PayerOfBill) { Place = CellPlace.Head, Sort = ("payer", "r.payer_name") },
                new("下单时间", o => o.OpenedAt) { Sort = ("opened", "o.opened_at") },
                new("状态", o => OrderWorkflow.Life.State(o.State)) { Sort = ("state", StateOrder.Of("o.state", OrderWorkflow.Life.States)) },
                new("流水号或说明", o => o.Trouble.Length > 0 ? o.Trouble : o.TradeNo) { IsText = true },
                new("金额（元）", o => o.Amount) { Place = CellPlace.Side, IsSummed = true, Sort = ("amount", "o.amount") },
            ],
        };
    }

    protected override async Task LoadMoreAsync(DbScope db) => Strays = await unmatched.WaitingAsync(db);
}
