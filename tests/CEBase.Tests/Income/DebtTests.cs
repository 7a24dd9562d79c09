using CEBase.Catalogue;
using CEBase.Enrollment;
using CEBase.Income.Bills;
using CEBase.Income.Refunds;
using CEBase.Income;

namespace CEBase.Tests.Income;

/// <summary>Who leaves in the middle of a class owes for the hours taught: no more and no less, whatever was paid.</summary>
public sealed class DebtTests
{
    /// <summary>Bills of a class that is under way: part of its hours lies before today.</summary>
    private static async Task<IReadOnlyList<Receivable>> MidwayAsync(IncomeBench bench, int learners)
    {
        var bills = await bench.BillsAsync(learners);
        var card = new { Id = bills[0].ClassId };
        // Two of eight hours are taught on the first day, the rest on the second.
        await bench.Database.WriteAsync(async db =>
        {
            await db.ExecuteAsync("UPDATE class_session SET hours = 20 WHERE class_id = @Id", card);
            await db.ExecuteAsync("""
                INSERT INTO class_session (class_id, day, starts_at, ends_at, hours, topic, room) SELECT id, ends_on, '08:30', '17:30', 60, '实践', '教室' FROM training_class WHERE id = @Id
                """, card);
        });
        var second = DateOnly.Parse((await bench.Database.ReadAsync(db => db.FirstAsync<string>("SELECT ends_on FROM training_class WHERE id = @Id", card)))!, System.Globalization.CultureInfo.InvariantCulture);
        bench.Bench.Clock.Advance(TimeSpan.FromDays(second.DayNumber - bench.Bench.Clock.Today().DayNumber));
        return bills;
    }

    private static Task<RefundOffer> OfferAsync(IncomeBench bench, Receivable bill) =>
        bench.WriteAsync<RefundService, RefundOffer>(async (desk, db) => await desk.OfferAsync(db, (await Rows.Bills.FindAsync(db, bill.Id))!));

    [Theory, BothDatabases]
    public async Task One_who_paid_nothing_keeps_a_debt_one_who_paid_half_gets_the_difference_and_the_class_keeps_the_same_of_both(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bills = await MidwayAsync(bench, 3);
        await bench.PayAsync(bills[1], 400);
        await bench.PayAsync(bills[2], 800);
        foreach (var bill in bills)
        {
            await bench.LeaveAsync(bill);
        }
        var (none, half, whole) = (await bench.AgainAsync(bills[0]), await bench.AgainAsync(bills[1]), await bench.AgainAsync(bills[2]));
        var owed = none.Owed;
        Assert.Equal(Money.FromYuan(200), owed);
        Assert.Equal((ReceivableWorkflow.LeftOwing, owed), (none.State, none.Outstanding));
        Assert.Equal((ReceivableWorkflow.Cancelled, owed, Money.FromYuan(400) - owed), (half.State, half.Owed, (await OfferAsync(bench, half)).Sum.Amount));
        Assert.Equal((ReceivableWorkflow.Cancelled, owed, Money.FromYuan(800) - owed), (whole.State, whole.Owed, (await OfferAsync(bench, whole)).Sum.Amount));
        Assert.False((await OfferAsync(bench, none)).MayAsk);

        Assert.Equal("payment_exceeds", (await Assert.ThrowsAsync<Refusal>(() => bench.PayAsync(none, owed.Yuan + 0.01m))).Code);
        var receipt = await bench.PayAsync(none, owed.Yuan);
        Assert.Equal((ReceivableWorkflow.Cancelled, Money.Zero), ((await bench.AgainAsync(none)).State, (await bench.AgainAsync(none)).Outstanding));
        Assert.False((await OfferAsync(bench, await bench.AgainAsync(none))).MayAsk);
        await bench.ReverseAsync(receipt);
        Assert.Equal((ReceivableWorkflow.LeftOwing, owed), ((await bench.AgainAsync(none)).State, (await bench.AgainAsync(none)).Outstanding));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task A_debt_is_reminded_listed_and_does_not_stand_in_the_way_of_coming_again(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await MidwayAsync(bench, 1))[0];
        await bench.LeaveAsync(bill);
        Assert.Equal(1, await bench.WriteAsync<ReminderService, int>((reminders, db) => reminders.RemindAsync(db, null, IncomeBench.Clerk)));
        var items = await bench.Database.ReadAsync(db => Rows.Bills.OwingAsync(db));
        var sums = await bench.WriteAsync<IIncomeFigures, IncomeSums>((figures, db) => figures.OfClassAsync(db, bill.ClassId));
        Assert.Equal((bill.Id, (await bench.AgainAsync(bill)).Owed), (Assert.Single(items).Id, sums.Outstanding));
        await bench.Database.WriteAsync(db => db.RaiseAsync(new EnrolmentConfirmed(1, bill.ClassId, bill.LearnerId!.Value)));
        Assert.Equal([ReceivableWorkflow.Open, ReceivableWorkflow.LeftOwing], (await bench.Database.ReadAsync(s => Rows.Bills.OfLearnerAsync(s, bill.LearnerId!.Value))).Select(b => b.State));
        Assert.Contains(bill.LearnerId!.Value, await bench.WriteAsync<IPaymentStanding, IReadOnlySet<long>>((standing, db) => standing.UnpaidAsync(db, bill.ClassId, [bill.LearnerId!.Value])));
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_class_forgives_the_debts_of_those_who_left_it(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await MidwayAsync(bench, 1))[0];
        await bench.LeaveAsync(bill);
        await bench.PayAsync(bill, 1);
        await bench.WriteAsync<BillingService>((desk, db) => desk.EndClassAsync(db, bill.ClassId));
        var after = await bench.AgainAsync(bill);
        Assert.Equal((ReceivableWorkflow.Cancelled, Money.Zero, Money.FromYuan(1)), (after.State, after.Outstanding, after.Kept));
    }
}
