using CEBase.Income.Bills;

namespace CEBase.Income.OnlinePayments;

/// <summary>What a learner does with an own bill online: opens an order, comes back from the payment page.</summary>
[RestsOn("NPU:21", How = "学员线上缴费只经学校统一支付平台，由平台通知、查询和对账单入账，没有个人收款的入口")]
[RestsOn("BJTU:9(a)", How = "缴费前须已同意学员协议")]
internal sealed class PaymentService(
    IDatabase database, PaymentOrderRepository orders, UnmatchedPaymentRepository unmatched, ReceivableRepository bills, PaymentSettings settings, UnifiedPage page, PlatformInquiry inquiry, WorkflowEngine engine, IEnrolmentDirectory enrolments, IAgreementConsents agreements,
    Trace trace, TimeProvider clock)
{
    public const string Series = "ZF";

    /// <summary>An order that ends sooner than this isn't handed out any more.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>Looking again at once tells nothing new, and the platform counts our questions.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    public bool IsOn => settings.IsOn;

    /// <summary>
    /// The bill's one open order, ready to be paid: the one there is, or a new one. One that expired is asked after and closed first. Comes back as
    /// paid when the platform says that the payer has paid already.
    /// </summary>
    /// <exception cref="Refusal">
    /// <c>payment_off</c>, <c>bill_closed</c>, <c>payment_checked</c> (money waits for finance), <c>payment_silent</c> and <c>payment_refused</c> by the
    /// platform, 404 for another's bill.
    /// </exception>
    /// <exception cref="AgreementMissing">The learner has to agree first.</exception>
    public async Task<PaymentOrder> OpenAsync(string billNo, ICurrentUser user, CancellationToken cancel)
    {
        if (!settings.IsOn)
        {
            throw new Refusal("payment_off", "学校统一支付平台还没有接通，请按缴费通知上的学校账户转账。");
        }
        try
        {
            var (order, isStale) = await database.WriteAsync(db => FindOrMakeAsync(db, billNo, user), cancel);
            if (isStale)
            {
                var ended = await inquiry.AskAsync(order, shallEnd: true, cancel);
                if (ended.State is OrderWorkflow.Paid or OrderWorkflow.Failed)
                {
                    return ended;
                }
                (order, isStale) = await database.WriteAsync(db => FindOrMakeAsync(db, billNo, user), cancel);
            }
            return isStale ? throw new PlatformSilent("平台没有关闭上一张订单") : order.PayAddress is null ? await MakeThereAsync(order, cancel) : order;
        }
        catch (PlatformSilent)
        {
            throw new Refusal("payment_silent", "学校统一支付平台暂时没有应答。如果刚才还没有付款，请过几分钟再试，或改用转账；已经付过的不要再付，到账后会自动登记。");
        }
    }

    /// <summary>Asks the platform about the bill's latest order: the browser that came back proves nothing.</summary>
    /// <returns>The order as it stands; null when there is none.</returns>
    public async Task<PaymentOrder?> LookAsync(string billNo, ICurrentUser user, CancellationToken cancel)
    {
        var order = await database.ReadAsync(async db => await orders.LatestOfAsync(db, (await OwnBillAsync(db, billNo, user)).Id), cancel);
        if (order is not { IsOpen: true } || !settings.IsOn || order.AskedAt > clock.GetUtcNow() - BetweenLooks)
        {
            return order;
        }
        try
        {
            return await inquiry.AskAsync(order, shallEnd: false, cancel);
        }
        catch (PlatformSilent)
        {
            return order;
        }
    }

    /// <exception cref="Refusal">404: no such bill, or another's.</exception>
    public async Task<Receivable> OwnBillAsync(DbScope db, string billNo, ICurrentUser user) =>
        await bills.FindAsync(db, billNo) is { LearnerId: { } learner } bill && user.AccountId is { } account
        && await enrolments.LearnerOfAsync(db, account) is { } own && own.Id == learner
            ? bill
            : throw Refusal.NotFound($"您没有编号为“{billNo}”的缴费通知。");

    private async Task<(PaymentOrder Order, bool IsStale)> FindOrMakeAsync(DbScope db, string billNo, ICurrentUser user)
    {
        var now = clock.GetUtcNow();
        // Presses of the button pass one at a time from here on, so that the second finds the order of the first.
        await DocumentNumbers.LockAsync(db, Series, clock.Today().Year);
        var bill = await OwnBillAsync(db, billNo, user);
        await agreements.RequireAsync(db, bill.ClassId, bill.LearnerId!.Value);
        Clash.When(await unmatched.WaitsForAsync(db, bill.Id), "payment_checked", "这张缴费通知有一笔线上到账正由财务核对，请不要重复缴费。核对后会更新缴费情况。");
        if (await orders.OpenOfAsync(db, bill.Id) is { } open)
        {
            return (open, open.Amount != bill.Outstanding || open.ExpiresAt < now + Shortest);
        }
        Clash.When(bill.Outstanding <= Money.Zero, "bill_closed", "这张缴费通知已缴清或已终止，不需要缴费。");
        var number = await DocumentNumbers.NextAsync(db, Series, clock.Today().Year);
        var id = await orders.InsertAsync(db, bill, number, now, now.AddMinutes(settings.OrderMinutes), now.AddMinutes(settings.AskAfterMinutes), user);
        await trace.AppendAsync(db, new TraceEntry(PaymentOrder.RecordType, id, "create") { To = OrderWorkflow.Opened, Comment = $"{bill.Number}，{bill.Outstanding} 元。" }, user);
        return ((await orders.FindAsync(db, id))!, false);
    }

    /// <summary>The platform makes one order for one number, so that asking again after silence is safe.</summary>
    private async Task<PaymentOrder> MakeThereAsync(PaymentOrder order, CancellationToken cancel)
    {
        try
        {
            var there = await page.CreateAsync(order, cancel);
            if (there.State != PlatformState.Pending)
            {
                return await inquiry.AskAsync(order, shallEnd: false, cancel);
            }
            return await database.WriteAsync(async db =>
            {
                await orders.SetAddressAsync(db, order.Id, there.PayAddress);
                return (await orders.FindAsync(db, order.Id))!;
            }, cancel);
        }
        catch (PlatformRefused refused)
        {
            await database.WriteAsync(db => engine.TakeAsync(db,
                new StepRequest(PaymentOrder.RecordType, order.Id, OrderWorkflow.Close) { Comment = $"平台没有接受订单（{refused.Message}）。" }, SystemUser.Instance), cancel);
            throw new Refusal("payment_refused", $"学校统一支付平台没有接受这张订单（{refused.Message}），没有扣款。请改用转账，或联系管理办公室。");
        }
        catch (PlatformSilent silent)
        {
            await database.WriteAsync(db => orders.SilentAsync(db, order.Id, silent.Message), cancel);
            throw;
        }
    }
}
