using CEBase.Income.Bills;
using CEBase.Income.OnlinePayments;

namespace CEBase.Tests.Income;

/// <summary>The same news at once, by notification and by asking, on two nodes. The first test shows that a doubled receipt would be seen.</summary>
public sealed class PaymentRaceTests
{
    private const int Copies = 12;

    [Fact]
    public async Task With_the_guard_off_the_harness_catches_a_doubled_receipt()
    {
        await using var bench = await PaymentBench.StartAsync(DatabaseKind.PostgreSql);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("CREATE TABLE naive_receipt (trade_no text NOT NULL)"));

        // Looks whether it is known, then writes: what an endpoint without a lock and a constraint does.
        await UnguardedRace.RunAsync(bench.Database,
            s => s.ScalarAsync<long>("SELECT count(*) FROM naive_receipt WHERE trade_no = 'T1'"),
            (s, known) => known == 0 ? s.ExecuteAsync("INSERT INTO naive_receipt (trade_no) VALUES ('T1')") : Task.CompletedTask);

        Assert.True(await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM naive_receipt")) > 1, "The race was not seen.");
    }

    [Theory, BothDatabases]
    public async Task The_same_payment_told_many_times_at_once_is_one_receipt_and_every_telling_is_answered_well(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var bill = await bench.BillAsync();
        var order = await bench.OpenAsync(bill);
        var paid = bench.Platform.Pay(order.Number);
        var same = bench.Platform.Notification(paid);
        bench.Advance(3);

        var answers = await Task.WhenAll(Enumerable.Range(0, Copies).Select(i => Task.Run(async () => i switch
        {
            // The very same message, messages with times of their own, and the watch asking meanwhile.
            < 4 => await (i % 2 == 0 ? bench : second).NotifyAsync(same),
            4 => await second.WatchAsync() >= 0 ? NotifyAnswer.Taken : NotifyAnswer.Refused,
            _ => await (i % 2 == 0 ? bench : second).NotifyAsync(bench.Platform.Notification(paid)),
        })));

        Assert.All(answers, a => Assert.Equal(NotifyAnswer.Taken, a));
        Assert.Single(await bench.Database.ReadAsync(s => Rows.Receipts.OfBillAsync(s, bill.Id)));
        Assert.Equal((OrderWorkflow.Paid, ReceivableWorkflow.Settled), ((await bench.OrderAsync(order)).State, (await bench.BillAsync(bill)).State));
        Assert.Empty(await bench.StraysAsync());
    }

    [Theory, BothDatabases]
    public async Task Transfer_and_online_payment_at_once_never_take_more_than_is_owed_and_lose_nothing(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var bill = await bench.BillAsync();
        var order = await bench.OpenAsync(bill);
        var message = bench.Platform.Notification(bench.Platform.Pay(order.Number));

        var results = await Task.WhenAll(
            Task.Run(async () => await Record.ExceptionAsync(() => bench.TransferAsync(bill, 800))),
            Task.Run(async () => await Record.ExceptionAsync(() => bench.NotifyAsync(message))));

        Assert.Null(results[1]);
        var after = await bench.BillAsync(bill);
        Assert.Equal((after.Amount, ReceivableWorkflow.Settled), (after.Received, after.State));
        Assert.Equal(results[0] is null ? 1 : 0, (await bench.StraysAsync()).Count);
    }

    [Theory, BothDatabases]
    public async Task Unknown_money_told_many_times_at_once_is_kept_once(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var foreign = new StandInOrder { OrderNo = "ZF2025-9999", Request = new Dictionary<string, string>(), State = "paid", TradeNo = "T77", Amount = 5000, PaidAt = DateTimeOffset.UnixEpoch };
        var answers = await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => Task.Run(() => bench.NotifyAsync(bench.Platform.Notification(foreign)))));
        Assert.All(answers, a => Assert.Equal(NotifyAnswer.Taken, a));
        Assert.Equal(UnmatchedCause.Unknown, Assert.Single(await bench.StraysAsync()).Cause);
    }
}
