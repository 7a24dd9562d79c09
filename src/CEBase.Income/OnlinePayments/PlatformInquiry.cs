namespace CEBase.Income.OnlinePayments;

/// <summary>Asks the platform about an order and books what it says. No transaction is open while it waits for an answer.</summary>
internal sealed class PlatformInquiry(IDatabase database, PaymentOrderRepository orders, UnifiedPage page, PlatformCashier cashier, WorkflowEngine engine, TimeProvider clock)
{
    public const string Answer = "平台查询";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The order as it stands afterwards.</summary>
    /// <param name="order">An order, possibly closed here.</param>
    /// <param name="shallEnd">The order is to be closed when it isn't paid: it expired, or its bill is settled otherwise.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="PlatformSilent">The platform gave no answer; it is noted at the order and asked again later.</exception>
    public async Task<PaymentOrder> AskAsync(PaymentOrder order, bool shallEnd, CancellationToken cancel)
    {
        try
        {
            var there = await page.QueryAsync(order.Number, cancel);
            if (there.State == PlatformState.Pending && shallEnd)
            {
                there = await page.CloseAsync(order.Number, cancel);
            }
            return await database.WriteAsync(db => ApplyAsync(db, order, there, shallEnd), cancel);
        }
        catch (PlatformRefused refused)
        {
            await NoteAsync(order, $"平台拒绝了查询（{refused.Message}）");
            throw new PlatformSilent(refused.Message, refused);
        }
        catch (PlatformSilent silent)
        {
            await NoteAsync(order, silent.Message);
            throw;
        }
    }

    private async Task<PaymentOrder> ApplyAsync(DbScope db, PaymentOrder order, PlatformOrder there, bool shallEnd)
    {
        await orders.AnsweredAsync(db, order.Id, clock.GetUtcNow(), clock.GetUtcNow() + Pause);
        if (there is { State: PlatformState.Paid, Payment: { } payment })
        {
            await cashier.TakeAsync(db, payment, Answer);
        }
        else if (there.State == PlatformState.Closed || (there.State == PlatformState.Unknown && shallEnd))
        {
            // Closed meanwhile by another node: nothing is left to do.
            await engine.TakeAsync(db, new StepRequest(PaymentOrder.RecordType, order.Id, OrderWorkflow.Close)
            {
                Comment = there.State == PlatformState.Closed ? "没有支付，平台已关闭订单。" : "平台没有这张订单，已关闭。",
            }, SystemUser.Instance);
        }
        return (await orders.FindAsync(db, order.Id))!;
    }

    /// <summary>Asked less and less often, at least once an hour.</summary>
    private Task NoteAsync(PaymentOrder order, string trouble)
    {
        var pause = TimeSpan.FromMinutes(Math.Min(LongestPause.TotalMinutes, Math.Pow(2, Math.Min(order.Failures + 1, 10))));
        return database.WriteAsync(db => orders.SilentAsync(db, order.Id, trouble, clock.GetUtcNow(), clock.GetUtcNow() + pause));
    }
}
