using CEBase.Income.OnlinePayments;

namespace CEBase.Tests.Income;

/// <summary>A day of the platform against the receipts.</summary>
public sealed class PaymentStatementTests
{
    private static readonly DateOnly Day = new(2026, 3, 16);

    private static StatementLine There(string no, long fen = 80_000, StatementKind kind = StatementKind.Payment) => new() { Kind = kind, OrderNo = "ZF2026-0001", TradeNo = no, Amount = new Money(fen) };

    private static BookedPayment Here(string no, long fen = 80_000, string? receipt = "SJ2026-0001") => new() { TradeNo = no, Amount = new Money(fen), ReceiptNumber = receipt };

    [Fact]
    public void Every_payment_ends_in_one_group_and_a_number_twice_in_the_statement_is_one_too_many()
    {
        var matches = StatementComparison.Compare(
            [There("T1"), There("T2", 70_000), There("T3"), There("T4"), There("T1"), There("T1", 100, StatementKind.Refund)],
            [Here("T1"), Here("T2"), Here("T4", receipt: null), Here("T5")]);
        Assert.Equal(
            [(StatementGroup.OnlyThere, "T3"), (StatementGroup.OnlyThere, "T1"), (StatementGroup.OnlyHere, "T5"), (StatementGroup.AmountDiffers, "T2"), (StatementGroup.Stray, "T4"), (StatementGroup.Matched, "T1"), (StatementGroup.Refund, "T1")],
            matches.Select(m => (m.Group, (m.There?.TradeNo ?? m.Here?.TradeNo)!)));
        Assert.Equal(4, StatementComparison.Differences(matches));
    }

    [Theory]
    [InlineData("")]
    [InlineData("kind,order_no\npay,ZF1-1")]
    [InlineData("kind,order_no,trade_no,amount,at\npay,ZF1-1,T1,8.00,2026-03-16T12:00:00+08:00")]
    [InlineData("kind,order_no,trade_no,amount,at\npay,ZF1-1,T1,800,yesterday")]
    [InlineData("kind,order_no,trade_no,amount,at\ngift,ZF1-1,T1,800,2026-03-16T12:00:00+08:00")]
    public void What_is_no_statement_is_refused_whole(string text) => Assert.Throws<PlatformSilent>(() => StatementFile.Read(text));

    [Theory, BothDatabases]
    public async Task A_days_statement_agrees_heals_what_was_missed_and_names_what_only_one_side_has(DatabaseKind kind)
    {
        await using var bench = await PaymentBench.StartAsync(kind);
        var (known, missed) = (await bench.BillAsync(), await bench.BillAsync(learner: 1));
        await bench.PayAsync(await bench.OpenAsync(known));
        var lost = await bench.OpenAsync(missed, 1);
        bench.Platform.Pay(lost.Number);
        bench.Platform.MoreLines.Add("pay,ZF2025-0777,T-FOREIGN,12300,2026-03-16T18:00:00+08:00");
        bench.Platform.MoreLines.Add($"refund,{lost.Number},T0000000002,100,2026-03-16T19:00:00+08:00");
        Assert.Equal("day_future", (await Assert.ThrowsAsync<Refusal>(() => FetchAsync(bench))).Code);

        bench.Advance(24 * 60);
        await bench.Bench.RunAsync<StatementJob>(job => job.RunAsync(default));
        var groups = (await CompareAsync(bench)).Select(m => m.Group).ToList();
        Assert.Equal([StatementGroup.Stray, StatementGroup.Matched, StatementGroup.Matched, StatementGroup.Refund], groups);
        Assert.Equal(CEBase.Income.Bills.ReceivableWorkflow.Settled, (await bench.BillAsync(missed)).State);
        Assert.Equal(UnmatchedCause.Unknown, Assert.Single(await bench.StraysAsync()).Cause);

        // What we have and the platform doesn't stands out, also when the day is fetched again.
        await bench.Database.WriteAsync(s => s.ExecuteAsync("""
            INSERT INTO receipt (number, receivable_id, means, outside_no, amount, paid_on, payer_name, recorded_at, recorded_by_name)
            SELECT 'SJ2026-9999', receivable_id, means, 'T-OURS', amount, paid_on, payer_name, recorded_at, recorded_by_name FROM receipt ORDER BY id LIMIT 1
            """));
        await FetchAsync(bench);
        Assert.Equal(StatementGroup.OnlyHere, (await CompareAsync(bench))[0].Group);
        Assert.Equal(1, await bench.CountAsync("SELECT differences FROM payment_statement WHERE day = '2026-03-16'"));
        Assert.Equal(8, await bench.CountAsync("SELECT count(*) FROM payment_statement") + 1);
    }

    [Fact]
    public async Task A_statement_that_is_not_as_signed_or_not_to_be_had_is_not_kept()
    {
        await using var bench = await PaymentBench.StartAsync(DatabaseKind.Sqlite);
        bench.Advance(24 * 60);
        foreach (var fault in new[] { PlatformFault.Error, PlatformFault.ForgedAnswer, PlatformFault.ReplayedAnswer })
        {
            bench.Platform.Fault = fault;
            Assert.Equal("payment_silent", (await Assert.ThrowsAsync<Refusal>(() => FetchAsync(bench))).Code);
        }
        Assert.Equal(0, await bench.CountAsync("SELECT count(*) FROM payment_statement"));
    }

    private static Task FetchAsync(PaymentBench bench) => bench.Bench.RunAsync<StatementService>(desk => desk.FetchAsync(Day, PaymentBench.Finance, default));

    private static Task<IReadOnlyList<StatementMatch>> CompareAsync(PaymentBench bench) =>
        bench.Bench.RunAsync<StatementService, IReadOnlyList<StatementMatch>>(desk => bench.Database.ReadAsync(s => desk.CompareAsync(s, Day)));
}
