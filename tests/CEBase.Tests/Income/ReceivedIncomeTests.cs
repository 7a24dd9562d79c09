using CEBase.Income.Receipts;
using CEBase.Income.Refunds;

namespace CEBase.Tests.Income;

/// <summary>What came in, as others ask for it.</summary>
public sealed class ReceivedIncomeTests
{
    [Theory, BothDatabases]
    public async Task Income_is_what_was_received_less_what_was_reversed_and_went_back_in_all_by_class_and_by_year(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        Assert.Equal(Money.Zero, await TotalAsync());
        var (first, second) = (await bench.BillsAsync(3), await bench.BillsAsync());
        await bench.PayAsync(first[0], 800);
        await bench.ReverseAsync(await bench.PayAsync(first[1], 300));
        await bench.PayAsync(first[2], 800);
        await bench.PayAsync(second[0], 200);
        await bench.LeaveAsync(first[0]);
        var refund = await bench.WriteAsync<RefundService, Refund>((desk, db) => desk.AskAsync(db, first[0].Number, "退班", null, IncomeBench.Clerk));
        await bench.TakeAsync(Refund.RecordType, refund.Id, RefundWorkflow.Approve, IncomeBench.Leader);
        await bench.WriteAsync<RefundService>((desk, db) => desk.PayAsync(db, refund.Number, "TK1", bench.Bench.Clock.Today(), IncomeBench.Finance));

        Assert.Equal(Money.FromYuan(1000), await TotalAsync());
        var year = bench.Bench.Clock.Today().Year;
        var classes = await bench.WriteAsync<ReceivedIncome, IReadOnlyList<ClassReceived>>((income, db) => income.ByClassAsync(db, year));
        Assert.Equal([(first[0].ClassNo, Money.FromYuan(1600), Money.FromYuan(800)), (second[0].ClassNo, Money.FromYuan(200), Money.Zero)], classes.Select(c => (c.ClassNo, c.Received, c.Refunded)));
        Assert.Empty(await bench.WriteAsync<ReceivedIncome, IReadOnlyList<ClassReceived>>((income, db) => income.ByClassAsync(db, year - 1)));
        Assert.Equal((year, Money.FromYuan(1800), Money.FromYuan(800)), Assert.Single(await bench.WriteAsync<ReceivedIncome, IReadOnlyList<(int, Money, Money)>>((income, db) => income.ByYearAsync(db))));

        Task<Money> TotalAsync() => bench.WriteAsync<ReceivedIncome, Money>((income, db) => income.TotalAsync(db));
    }
}
