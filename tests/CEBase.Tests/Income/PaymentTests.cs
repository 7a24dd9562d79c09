using CEBase.Income.Bills;
using CEBase.Income.OnlinePayments;
using CEBase.Income.Receipts;

namespace CEBase.Tests.Income;

/// <summary>Paying a bill through the platform, and everything the platform and the network can do wrong on the way.</summary>
public sealed class PaymentTests
{
    [Theory, BothDatabases]
    public async Task A_bill_is_paid_through_the_platform_and_settled_by_its_notification(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var bill = await bench.BillAsync();
        var order = await bench.OpenAsync(bill);
        Assert.Equal((OrderWorkflow.Opened, Money.FromYuan(800)), (order.State, order.Amount));
        Assert.StartsWith("http://127.0.0.1", order.PayAddress);
        var asked = bench.Platform.Orders[order.Number].Request;
        Assert.Equal(("80000", "http://localhost/payments/notify", $"http://localhost/my/bills/{bill.Number}/paid"), (asked["amount"], asked["notify_url"], asked["return_url"]));
        Assert.DoesNotContain(asked.Values, v => v.Contains("缴费学员", StringComparison.Ordinal));

        Assert.Equal(NotifyAnswer.Taken, await bench.PayAsync(order));

        var receipt = Assert.Single(await bench.Database.ReadAsync(s => Rows.Receipts.OfBillAsync(s, bill.Id)));
        order = await bench.OrderAsync(order);
        Assert.Equal((PaymentMeans.UnifiedPage, order.TradeNo, Money.FromYuan(800), new DateOnly(2026, 3, 16), "学员付款人"), (receipt.Means, receipt.OutsideNo, receipt.Amount, receipt.PaidOn, receipt.PayerName));
        Assert.Equal((OrderWorkflow.Paid, ReceivableWorkflow.Settled), (order.State, (await bench.BillAsync(bill)).State));
        Assert.Equal(["create", "arrive"], await bench.Database.ReadAsync(s => s.QueryAsync<string>("SELECT step FROM trace_entry WHERE record_type = 'PaymentOrder' ORDER BY id")));
        Assert.Equal("bill_closed", (await Assert.ThrowsAsync<Refusal>(() => bench.OpenAsync(bill))).Code);
    }

    [Theory, BothDatabases]
    public async Task Pressing_the_button_many_times_at_once_gives_one_order_and_the_database_holds_no_second(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var bill = await bench.BillAsync();
        var orders = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? bench : second).OpenAsync(bill))));
        Assert.Single(orders.Select(o => (o.Number, o.PayAddress)).Distinct());
        Assert.Equal(orders[0].Number, (await bench.OpenAsync(bill)).Number);
        Assert.Single(bench.Platform.Orders);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => bench.Database.WriteAsync(s => s.ExecuteAsync("""
            INSERT INTO payment_order (number, receivable_id, amount, state, state_since, opened_at, opened_by_name, expires_at, next_ask_at, failures, trouble, payer_name)
            SELECT 'ZF9999-1', receivable_id, amount, state, state_since, opened_at, opened_by_name, expires_at, next_ask_at, 0, '', '' FROM payment_order
            """)));
    }

    [Theory, BothDatabases]
    public async Task Forged_foreign_old_and_replayed_notifications_are_refused_and_change_nothing(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var order = await bench.OpenAsync(await bench.BillAsync());
        var paid = bench.Platform.Pay(order.Number);
        foreach (var (message, expected) in new[]
        {
            (bench.Platform.Notification(paid, key: "another-key-0123456789-0123456789"), NotifyAnswer.Refused),
            (bench.Platform.Notification(paid, f => f["merchant_id"] = "M-2"), NotifyAnswer.Refused),
            (bench.Platform.Notification(paid, f => f["timestamp"] = "1773600000"), NotifyAnswer.Refused),
            (bench.Platform.Notification(paid, f => f.Remove("nonce")), NotifyAnswer.Refused),
            (bench.Platform.Notification(paid, f => f["amount"] = "-5"), NotifyAnswer.Unreadable),
            (bench.Platform.Notification(paid, f => f["amount"] = "800.00"), NotifyAnswer.Unreadable),
            (bench.Platform.Notification(paid, f => f["trade_no"] = "<script>"), NotifyAnswer.Unreadable),
            (bench.Platform.Notification(paid, f => f["state"] = "pending"), NotifyAnswer.Taken),
            (null, NotifyAnswer.Unreadable),
        })
        {
            Assert.Equal(expected, await bench.NotifyAsync(message));
        }
        Assert.Equal((OrderWorkflow.Opened, 0, 0), ((await bench.OrderAsync(order)).State, await bench.CountAsync("SELECT count(*) FROM receipt"), await bench.CountAsync("SELECT count(*) FROM payment_nonce")));

        var first = bench.Platform.Notification(paid);
        Assert.Equal(NotifyAnswer.Taken, await bench.NotifyAsync(first));
        Assert.Equal(NotifyAnswer.Taken, await bench.NotifyAsync(first));
        Assert.Equal(NotifyAnswer.Refused, await bench.NotifyAsync(bench.Platform.Notification(paid, f => (f["nonce"], f["payer_name"]) = (first["nonce"], "别人"))));
        Assert.Equal(NotifyAnswer.Taken, await bench.NotifyAsync(bench.Platform.Notification(paid)));
        Assert.Equal(1, await bench.CountAsync("SELECT count(*) FROM receipt"));
        Assert.Empty(await bench.StraysAsync());
    }

    [Theory, BothDatabases]
    public async Task Another_amount_posts_nothing_and_waits_for_finance_who_has_it_paid_back(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var bill = await bench.BillAsync();
        var order = await bench.OpenAsync(bill);
        Assert.Equal(NotifyAnswer.Taken, await bench.PayAsync(order, fen: 79_900));

        var stray = Assert.Single(await bench.StraysAsync());
        Assert.Equal((UnmatchedCause.Amount, Money.FromYuan(799), bill.Number), (stray.Cause, stray.Amount, stray.BillNumber));
        Assert.Equal((OrderWorkflow.Failed, Money.Zero), ((await bench.OrderAsync(order)).State, (await bench.BillAsync(bill)).Received));
        Assert.Equal("payment_checked", (await Assert.ThrowsAsync<Refusal>(() => bench.OpenAsync(bill))).Code);
        var work = await bench.Bench.RunAsync<IEnumerable<IWorkProvider>, IReadOnlyList<WorkItem>>(all =>
            bench.Database.ReadAsync(s => all.OfType<PaymentWork>().Single().ForAsync(s, PaymentBench.Finance, new DateOnly(2026, 3, 16))));
        Assert.Contains(work, w => w.Text.Contains("待认领", StringComparison.Ordinal));

        Assert.Contains(UnmatchedPaymentWorkflow.NoVoucher, (await TakeAsync(bench, stray, UnmatchedPaymentWorkflow.Return, "金额不对")).Findings.Select(f => f.Rule));
        await bench.Bench.RunAsync<UnmatchedPaymentService>(desk => bench.Database.WriteAsync(s => desk.SetVoucherAsync(s, stray.Id, "记-0031", PaymentBench.Finance)));
        Assert.True((await TakeAsync(bench, stray, UnmatchedPaymentWorkflow.Return, "金额不对")).Taken);
        Assert.Equal(OrderWorkflow.Closed, (await bench.OrderAsync(order)).State);
        Assert.NotEqual(order.Number, (await bench.OpenAsync(bill)).Number);
    }

    [Theory, BothDatabases]
    public async Task Money_for_a_closed_order_whose_bill_was_paid_by_transfer_is_kept_and_put_to_another_bill(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var (bill, other) = (await bench.BillAsync(), await bench.BillAsync(learner: 1));
        var order = await bench.OpenAsync(bill);
        await bench.TransferAsync(bill, 800);
        bench.Advance(4);
        Assert.Equal(1, await bench.WatchAsync());
        Assert.Equal((OrderWorkflow.Closed, "closed"), ((await bench.OrderAsync(order)).State, bench.Platform.Orders[order.Number].State));

        Assert.Equal(NotifyAnswer.Taken, await bench.PayAsync(order));
        var stray = Assert.Single(await bench.StraysAsync());
        Assert.Equal((UnmatchedCause.BillClosed, Money.FromYuan(800)), (stray.Cause, (await bench.BillAsync(bill)).Received));

        Assert.Equal(MatchRule.NoBill, Assert.Single((await TakeAsync(bench, stray, UnmatchedPaymentWorkflow.Match)).Findings).Rule);
        await AimAsync(bill.Number);
        Assert.Equal(MatchRule.BillClosed, Assert.Single((await TakeAsync(bench, stray, UnmatchedPaymentWorkflow.Match)).Findings).Rule);
        await AimAsync((await bench.BillAsync(learner: 2, yuan: 500)).Number);
        Assert.Equal(MatchRule.TooMuch, Assert.Single((await TakeAsync(bench, stray, UnmatchedPaymentWorkflow.Match)).Findings).Rule);
        await AimAsync(other.Number);
        Assert.Equal(PayerRule.Differs, Assert.Single((await TakeAsync(bench, stray, UnmatchedPaymentWorkflow.Match)).Findings).Rule);
        Assert.True((await TakeAsync(bench, stray, UnmatchedPaymentWorkflow.Match, "家长代付")).Taken);
        Assert.True((await TakeAsync(bench, stray, UnmatchedPaymentWorkflow.Match)).AlreadyThere);
        Assert.Equal(ReceivableWorkflow.Settled, (await bench.BillAsync(other)).State);
        Assert.Equal(stray.TradeNo, Assert.Single(await bench.Database.ReadAsync(s => Rows.Receipts.OfBillAsync(s, other.Id))).OutsideNo);

        Task AimAsync(string number) => bench.Bench.RunAsync<UnmatchedPaymentService>(desk => bench.Database.WriteAsync(s => desk.AimAsync(s, stray.Id, number, PaymentBench.Finance)));
    }

    [Theory, BothDatabases]
    public async Task A_late_notification_of_a_closed_order_still_settles_the_bill_that_is_open(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var bill = await bench.BillAsync();
        var order = await bench.OpenAsync(bill);
        bench.Advance(31);
        await bench.WatchAsync();
        Assert.Equal(OrderWorkflow.Closed, (await bench.OrderAsync(order)).State);
        Assert.Equal(NotifyAnswer.Taken, await bench.PayAsync(order));
        Assert.Equal((OrderWorkflow.Paid, ReceivableWorkflow.Settled), ((await bench.OrderAsync(order)).State, (await bench.BillAsync(bill)).State));
    }

    [Theory, BothDatabases]
    public async Task A_lost_notification_is_healed_by_asking_after_some_minutes_and_money_paid_twice_waits(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var bill = await bench.BillAsync();
        var order = await bench.OpenAsync(bill);
        bench.Platform.Pay(order.Number);
        Assert.Equal(0, await bench.WatchAsync());
        bench.Advance(3);
        Assert.Equal(1, await bench.WatchAsync());
        Assert.Equal((OrderWorkflow.Paid, ReceivableWorkflow.Settled), ((await bench.OrderAsync(order)).State, (await bench.BillAsync(bill)).State));
        Assert.Equal(0, await bench.WatchAsync());

        Assert.Equal(NotifyAnswer.Taken, await bench.PayAsync(order));
        Assert.Equal((UnmatchedCause.Twice, OrderWorkflow.Paid), (Assert.Single(await bench.StraysAsync()).Cause, (await bench.OrderAsync(order)).State));
        Assert.Equal(1, await bench.CountAsync("SELECT count(*) FROM receipt"));
    }

    [Theory, BothDatabases]
    public async Task An_expired_order_is_asked_after_before_a_new_one_is_made(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var (unpaid, paid) = (await bench.BillAsync(), await bench.BillAsync(learner: 1));
        var (first, second) = (await bench.OpenAsync(unpaid), await bench.OpenAsync(paid, 1));
        bench.Platform.Pay(second.Number);
        bench.Advance(45);

        var next = await bench.OpenAsync(unpaid);
        Assert.NotEqual(first.Number, next.Number);
        Assert.Equal((OrderWorkflow.Closed, "closed"), ((await bench.OrderAsync(first)).State, bench.Platform.Orders[first.Number].State));
        Assert.Equal((OrderWorkflow.Paid, second.Number), ((await bench.OpenAsync(paid, 1)) is var found ? found.State : "", found.Number));
        Assert.Equal(ReceivableWorkflow.Settled, (await bench.BillAsync(paid)).State);
        Assert.Equal(3, bench.Platform.Orders.Count);
    }

    [Theory, BothDatabases]
    public async Task A_part_paid_by_transfer_meanwhile_makes_a_new_order_of_what_is_left(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var bill = await bench.BillAsync();
        var first = await bench.OpenAsync(bill);
        await bench.TransferAsync(bill, 300);
        var second = await bench.OpenAsync(bill);
        Assert.Equal((Money.FromYuan(500), OrderWorkflow.Closed), (second.Amount, (await bench.OrderAsync(first)).State));
        await bench.PayAsync(second);
        Assert.Equal(ReceivableWorkflow.Settled, (await bench.BillAsync(bill)).State);
    }

    [Theory]
    [InlineData(PlatformFault.Error)]
    [InlineData(PlatformFault.LostAnswer)]
    [InlineData(PlatformFault.Slow)]
    [InlineData(PlatformFault.ForgedAnswer)]
    [InlineData(PlatformFault.ReplayedAnswer)]
    [InlineData(PlatformFault.UnsafeAddress)]
    public async Task Whatever_keeps_the_platform_silent_the_same_order_is_asked_for_once_a_press_and_goes_on_afterwards(PlatformFault fault)
    {
        await using var bench = await PaymentBench.StartAsync(DatabaseKind.Sqlite);
        var bill = await bench.BillAsync();
        bench.Platform.Fault = fault;
        Assert.Equal("payment_silent", (await Assert.ThrowsAsync<Refusal>(() => bench.OpenAsync(bill))).Code);
        Assert.Single(bench.Platform.Requests);
        bench.Platform.Fault = PlatformFault.None;
        var order = await bench.OpenAsync(bill);
        Assert.NotNull(order.PayAddress);
        Assert.Equal(order.Number, Assert.Single(bench.Platform.Orders).Key);
        Assert.Equal(1, await bench.CountAsync("SELECT count(*) FROM payment_order"));
    }

    [Fact]
    public async Task A_refused_order_is_closed_and_an_unanswered_one_is_asked_after_less_and_less_often_and_shown_as_stuck()
    {
        await using var bench = await PaymentBench.StartAsync(DatabaseKind.Sqlite);
        bench.Platform.Fault = PlatformFault.Refuse;
        var bill = await bench.BillAsync();
        Assert.Equal("payment_refused", (await Assert.ThrowsAsync<Refusal>(() => bench.OpenAsync(bill))).Code);
        Assert.Equal(1, await bench.CountAsync("SELECT count(*) FROM payment_order WHERE state = 'closed'"));

        bench.Platform.Fault = PlatformFault.None;
        var order = await bench.OpenAsync(bill);
        bench.Platform.Fault = PlatformFault.Error;
        var asked = new List<int>();
        for (var minute = 1; minute <= 40; minute++)
        {
            bench.Advance(1);
            var before = bench.Platform.Requests.Count;
            await bench.WatchAsync();
            asked.AddRange(Enumerable.Repeat(minute, bench.Platform.Requests.Count - before));
        }
        Assert.Equal([3, 5, 9, 17, 33], asked);
        order = await bench.OrderAsync(order);
        Assert.Equal((OrderWorkflow.Opened, 5), (order.State, order.Failures));
        Assert.Contains("平台出错", order.Trouble, StringComparison.Ordinal);

        bench.Platform.Fault = PlatformFault.None;
        bench.Advance(60);
        await bench.WatchAsync();
        Assert.Equal(OrderWorkflow.Closed, (await bench.OrderAsync(order)).State);
    }

    [Theory, BothDatabases]
    public async Task Nobody_pays_anothers_bill_or_before_agreeing(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        await bench.Bench.RecipeAsync("npu");
        var bill = await bench.BillAsync();
        Assert.Equal(404, (await Assert.ThrowsAsync<Refusal>(() => bench.OpenAsync(bill, learner: 1))).Status);

        var project = await bench.Bench.ProjectAsync(await bench.Bench.ProjectDetailsAsync());
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET project_id = @Project WHERE id = @Class", new { Project = project.Id, Class = bench.ClassId }));
        await bench.Database.WriteAsync(s => s.ExecuteAsync("INSERT INTO agreement_text (version, title, text, published_at, published_by) VALUES (9, '学员知情协议', '费用与退费。', '2026-01-01T00:00:00.000Z', '基地')"));
        Assert.Contains("/agreement", (await Assert.ThrowsAsync<CEBase.Enrollment.AgreementMissing>(() => bench.OpenAsync(bill))).Address, StringComparison.Ordinal);
        Assert.Empty(bench.Platform.Orders);
    }

    [Theory, BothDatabases]
    public async Task An_online_receipt_on_the_wrong_bill_is_reversed_waits_for_finance_and_agrees_with_the_statement_after(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var (bill, other) = (await bench.BillAsync(), await bench.BillAsync(learner: 1));
        var order = await bench.OpenAsync(bill);
        var notification = bench.Platform.Notification(bench.Platform.Pay(order.Number));
        Assert.Equal(NotifyAnswer.Taken, await bench.NotifyAsync(notification));
        var receipt = Assert.Single(await bench.Database.ReadAsync(s => Rows.Receipts.OfBillAsync(s, bill.Id)));
        await ReverseAsync(receipt);
        var stray = Assert.Single(await bench.StraysAsync());
        Assert.Equal((UnmatchedCause.Reversed, UnmatchedPaymentWorkflow.Waiting, order.Number), (stray.Cause, stray.State, stray.OrderNo));
        Assert.Equal((ReceivableWorkflow.Open, OrderWorkflow.Paid), ((await bench.BillAsync(bill)).State, (await bench.OrderAsync(order)).State));
        Assert.Equal(NotifyAnswer.Taken, await bench.NotifyAsync(bench.Platform.Notification(bench.Platform.Orders[order.Number])));
        Assert.Equal(1, await bench.CountAsync("SELECT count(*) FROM receipt"));

        await bench.Bench.RunAsync<UnmatchedPaymentService>(desk => bench.Database.WriteAsync(s => desk.AimAsync(s, stray.Id, other.Number, PaymentBench.Finance)));
        Assert.True((await TakeAsync(bench, stray, UnmatchedPaymentWorkflow.Match, "学员更正")).Taken);
        var right = Assert.Single(await bench.Database.ReadAsync(s => Rows.Receipts.OfBillAsync(s, other.Id)));
        Assert.Equal((receipt.OutsideNo, ReceivableWorkflow.Settled), (right.OutsideNo, (await bench.BillAsync(other)).State));
        bench.Advance(24 * 60);
        await bench.Bench.RunAsync<StatementJob>(job => job.RunAsync(default));
        Assert.Equal([StatementGroup.Matched], (await bench.Bench.RunAsync<StatementService, IReadOnlyList<StatementMatch>>(desk => bench.Database.ReadAsync(s => desk.CompareAsync(s, new DateOnly(2026, 3, 16))))).Select(m => m.Group));

        await ReverseAsync(right);
        Assert.Equal(UnmatchedPaymentWorkflow.Waiting, Assert.Single(await bench.StraysAsync()).State);

        async Task ReverseAsync(Receipt wrong)
        {
            var request = await bench.Bench.RunAsync<ReversalService, ReversalRequest>(desk => bench.Database.WriteAsync(s => desk.AskAsync(s, wrong.Number, "认错", PaymentBench.Finance)));
            var leader = new TestUser(3, CEBase.Income.Permissions.RefundApprove);
            Assert.True((await bench.Bench.RunAsync<WorkflowEngine, StepOutcome>(engine => engine.TakeAsync(new StepRequest(ReversalRequest.RecordType, request.Id, ReversalWorkflow.Approve), leader))).Taken);
        }
    }

    private static Task<StepOutcome> TakeAsync(PaymentBench bench, UnmatchedPayment stray, string step, string? comment = null) => bench.Bench.RunAsync<WorkflowEngine, StepOutcome>(engine =>
        engine.TakeAsync(new StepRequest(UnmatchedPayment.RecordType, stray.Id, step) { Comment = comment, PassReviews = comment is not null }, PaymentBench.Finance));
}
