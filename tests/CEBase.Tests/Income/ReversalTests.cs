using CEBase.Funds.Ledger;
using CEBase.Income.Arrivals;
using CEBase.Income.Bills;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;

namespace CEBase.Tests.Income;

/// <summary>Money put to the wrong bill, called no fee by mistake, or paid too much.</summary>
public sealed class ReversalTests
{
    private static async Task<string> CodeAsync(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Code;

    [Theory, BothDatabases]
    public async Task Money_of_another_payer_is_confirmed_only_with_a_reason_that_stays_in_the_trace(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bills = await bench.BillsAsync(2);
        var line = await bench.ArriveAsync(800, bills[0].PayerName);
        Assert.Equal(PayerRule.Differs, await CodeAsync(() => bench.ConfirmAsync(line, " ", bills[1].Number)));
        Assert.Equal(Money.Zero, (await bench.AgainAsync(bills[1])).Received);
        await bench.ConfirmAsync(line, "同事代付", bills[1].Number);
        var trace = await bench.Database.ReadAsync(s => s.FirstAsync<string>("SELECT findings FROM trace_entry WHERE record_type = 'Arrival' AND step = 'arrival_match'"));
        Assert.Contains(PayerRule.Differs, trace);
        await bench.ConfirmAsync(await bench.ArriveAsync(800, bills[0].PayerName), null, bills[0].Number);
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task A_second_person_reverses_a_receipt_the_bill_owes_again_and_the_money_goes_to_the_right_one(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bills = await bench.BillsAsync(2);
        var line = await bench.ArriveAsync(800, bills[0].PayerName, no: "FIN-1");
        var wrong = Assert.Single(await bench.ConfirmAsync(line, "核对过", bills[1].Number));
        Assert.Equal((ReceivableWorkflow.Settled, "matched"), ((await bench.AgainAsync(bills[1])).State, (await bench.AgainAsync(line)).State));

        Assert.Equal("not_allowed", await CodeAsync(() => bench.WriteAsync<ReversalService, ReversalRequest>((desk, db) => desk.AskAsync(db, wrong.Number, "抄错", IncomeBench.Clerk))));
        Assert.Equal("reason_missing", await CodeAsync(() => bench.WriteAsync<ReversalService, ReversalRequest>((desk, db) => desk.AskAsync(db, wrong.Number, " ", IncomeBench.Finance))));
        var request = await bench.AskReversalAsync(wrong);
        Assert.Equal("reversal_open", await CodeAsync(() => bench.AskReversalAsync(wrong)));
        var same = new TestUser(2, CEBase.Income.Permissions.RefundApprove, CEBase.Income.Permissions.ReceiptsRecord);
        Assert.Contains(SecondPersonRule.SamePerson, (await bench.TakeAsync(ReversalRequest.RecordType, request.Id, ReversalWorkflow.Approve, same)).Findings.Select(f => f.Rule));
        Assert.True((await bench.TakeAsync(ReversalRequest.RecordType, request.Id, ReversalWorkflow.Approve, IncomeBench.Leader)).Taken);

        var reopened = await bench.AgainAsync(bills[1]);
        Assert.Equal((ReceivableWorkflow.Open, Money.Zero, bills[1].Amount), (reopened.State, reopened.Received, reopened.Outstanding));
        Assert.Equal(("waiting", Money.FromYuan(800)), ((await bench.AgainAsync(line)).State, (await bench.AgainAsync(line)).Rest));
        var right = Assert.Single(await bench.ConfirmAsync(line, null, bills[0].Number));
        Assert.Equal(("FIN-1", ReceivableWorkflow.Settled), (right.OutsideNo, (await bench.AgainAsync(bills[0])).State));
        Assert.Equal(ReversalRule.Again, await CodeAsync(() => bench.AskReversalAsync(wrong)));
        await bench.ReverseAsync(right);
        await bench.ConfirmAsync(line, null, bills[0].Number);
        Assert.Equal(3, await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(*) FROM receipt")));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task One_bill_of_a_line_that_paid_two_is_taken_back_alone(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bills = await bench.BillsAsync(3);
        var line = await bench.ArriveAsync(1600, "某公司", $"{bills[0].Number}、{bills[1].Number}");
        var made = await bench.ConfirmAsync(line, null, bills[0].Number, bills[1].Number);
        await bench.ReverseAsync(made.Single(r => r.ReceivableId == bills[1].Id));
        Assert.Equal(Money.FromYuan(800), (await bench.AgainAsync(line)).Rest);
        await bench.ConfirmAsync(line, "公司来电更正", bills[2].Number);
        Assert.Equal([ReceivableWorkflow.Settled, ReceivableWorkflow.Open, ReceivableWorkflow.Settled], await Task.WhenAll(bills.Select(async b => (await bench.AgainAsync(b)).State)));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task Money_that_was_refunded_or_is_about_to_be_stays_on_its_bill(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        var receipt = await bench.PayAsync(bill, 800);
        var early = await bench.AskReversalAsync(receipt);
        await bench.LeaveAsync(bill);
        var refund = await bench.WriteAsync<RefundService, Refund>((desk, db) => desk.AskAsync(db, bill.Number, "退班", null, IncomeBench.Clerk));
        Assert.Equal([ReversalRule.RefundOpen], (await bench.TakeAsync(ReversalRequest.RecordType, early.Id, ReversalWorkflow.Approve, IncomeBench.Leader)).Findings.Select(f => f.Rule));
        await bench.TakeAsync(Refund.RecordType, refund.Id, RefundWorkflow.Approve, IncomeBench.Leader);
        await bench.WriteAsync<RefundService>((desk, db) => desk.PayAsync(db, refund.Number, "TK1", bench.Bench.Clock.Today(), IncomeBench.Finance));
        Assert.Equal([ReversalRule.Refunded], (await bench.TakeAsync(ReversalRequest.RecordType, early.Id, ReversalWorkflow.Approve, IncomeBench.Leader)).Findings.Select(f => f.Rule));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Fact]
    public async Task With_the_guard_off_the_harness_catches_a_receipt_reversed_twice()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.PostgreSql);
        await bench.Database.WriteAsync(db => db.ExecuteAsync("CREATE TABLE naive_receipt (is_reversed boolean NOT NULL, bill_received bigint NOT NULL)"));
        await bench.Database.WriteAsync(db => db.ExecuteAsync("INSERT INTO naive_receipt VALUES (FALSE, 800)"));

        await UnguardedRace.RunAsync(bench.Database,
            db => db.ScalarAsync<bool>("SELECT is_reversed FROM naive_receipt"),
            (db, reversed) => reversed ? Task.CompletedTask : db.ExecuteAsync("UPDATE naive_receipt SET is_reversed = TRUE, bill_received = bill_received - 800"));

        Assert.True(await bench.Database.ReadAsync(db => db.ScalarAsync<long>("SELECT bill_received FROM naive_receipt")) < 0, "The race was not seen.");
    }

    [Theory, BothDatabases]
    public async Task A_reversal_approved_from_two_places_at_once_is_one_and_the_money_is_confirmed_once(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var bills = await bench.BillsAsync(4);
        var line = await bench.ArriveAsync(800, "某公司");
        var receipt = Assert.Single(await bench.ConfirmAsync(line, "代付", bills[0].Number));
        var request = await bench.AskReversalAsync(receipt);

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? bench : second).TakeAsync(ReversalRequest.RecordType, request.Id, ReversalWorkflow.Approve, IncomeBench.Leader))));
        Assert.Single(taken, t => t.Taken);
        var confirmed = await Task.WhenAll(bills.Select((b, i) => Task.Run(async () =>
        {
            try
            {
                await (i % 2 == 0 ? bench : second).ConfirmAsync(line, "代付", b.Number);
                return "";
            }
            catch (Refusal refused)
            {
                return refused.Code;
            }
        })));
        Assert.Single(confirmed, code => code.Length == 0);
        Assert.Equal(3, confirmed.Count(code => code == "arrival_closed"));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task A_line_called_no_fee_by_mistake_waits_again(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        var line = await bench.ArriveAsync(800, bill.PayerName);
        Task ReopenAsync(string reason) => bench.WriteAsync<ArrivalService>((desk, db) => desk.ReopenAsync(db, line.Id, reason, IncomeBench.Finance));
        Assert.Equal("arrival_not_dismissed", await CodeAsync(() => ReopenAsync("看错了")));
        await bench.WriteAsync<ArrivalService>((desk, db) => desk.DismissAsync(db, line.Id, "水费", IncomeBench.Finance));
        Assert.Equal("arrival_closed", await CodeAsync(() => bench.ConfirmAsync(line, null, bill.Number)));
        Assert.Equal("reason_missing", await CodeAsync(() => ReopenAsync("")));
        await ReopenAsync("看错了，是培训费");
        await bench.ConfirmAsync(line, null, bill.Number);
        Assert.Equal("arrival_not_dismissed", await CodeAsync(() => ReopenAsync("再来")));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task What_was_paid_too_much_waits_for_another_bill_or_goes_back(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bills = await bench.BillsAsync(2);
        var line = await bench.ArriveAsync(2000, bills[0].PayerName);
        Assert.Equal(PayerRule.RestLeft, await CodeAsync(() => bench.ConfirmAsync(line, null, bills[0].Number)));
        await bench.ConfirmAsync(line, "多付，余款待查", bills[0].Number);
        Assert.Equal(("waiting", Money.FromYuan(1200)), ((await bench.AgainAsync(line)).State, (await bench.AgainAsync(line)).Rest));
        Assert.Equal("arrival_partly", await CodeAsync(() => bench.WriteAsync<ArrivalService>((desk, db) => desk.DismissAsync(db, line.Id, "水费", IncomeBench.Finance))));
        await bench.ConfirmAsync(line, "同一人代付", bills[1].Number);
        Task BackAsync(string no, int days) => bench.WriteAsync<ArrivalService>((desk, db) => desk.ReturnAsync(db, line.Id, no, bench.Bench.Clock.Today().AddDays(days), null, IncomeBench.Finance));
        Assert.Equal("required", await CodeAsync(() => BackAsync("", 0)));
        Assert.Equal("required", await CodeAsync(() => BackAsync("TH1", 1)));
        Assert.Equal("required", await CodeAsync(() => BackAsync("TH1", -1)));
        await BackAsync("TH1", 0);
        var after = await bench.AgainAsync(line);
        Assert.Equal(("matched", Money.Zero, Money.FromYuan(400)), (after.State, after.Rest, after.Returned));
        Assert.Equal("arrival_closed", await CodeAsync(() => BackAsync("TH2", 0)));
        Assert.Equal("return_no_taken", await CodeAsync(async () =>
        {
            var other = await bench.ArriveAsync(5);
            await bench.WriteAsync<ArrivalService>((desk, db) => desk.ReturnAsync(db, other.Id, "TH1", bench.Bench.Clock.Today(), null, IncomeBench.Finance));
        }));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }
}
