using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Ledger;

namespace CEBase.Tests.Funds;

/// <summary>Several claims want the last money. The first test shows that an overspend would be seen if the ledger didn't guard it.</summary>
public sealed class LedgerRaceTests
{
    private const int Claims = 12;

    [Fact]
    public async Task With_the_guard_off_the_harness_catches_an_overspend()
    {
        await using var bench = await FundBench.StartAsync(DatabaseKind.PostgreSql);
        await bench.Database.WriteAsync(db => db.ExecuteAsync("CREATE TABLE naive_line (remaining bigint NOT NULL)"));
        await bench.Database.WriteAsync(db => db.ExecuteAsync("INSERT INTO naive_line (remaining) VALUES (100)"));

        await UnguardedRace.RunAsync(bench.Database,
            db => db.ScalarAsync<long>("SELECT remaining FROM naive_line"),
            (db, remaining) => remaining >= 60 ? db.ExecuteAsync("UPDATE naive_line SET remaining = remaining - 60") : Task.CompletedTask);

        Assert.True(await bench.Database.ReadAsync(db => db.ScalarAsync<long>("SELECT remaining FROM naive_line")) < 0, "The race was not seen.");
    }

    [Theory, BothDatabases]
    public async Task Of_many_commitments_for_the_last_money_exactly_one_gets_it(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var line = await bench.LineAsync(await bench.FundAsync(FundKind.Grant), 100);

        var got = await Task.WhenAll(Enumerable.Range(1, Claims).Select(i => Task.Run(async () =>
        {
            try
            {
                await (i % 2 == 0 ? bench : second).WriteAsync<FundLedger>((ledger, db) => ledger.PostAsync(db, [new Posting(line, PostingKind.Commit, Money.FromYuan(60), EntrySources.Claim, i)], FundBench.Finance));
                return true;
            }
            catch (Refusal refused)
            {
                Assert.Equal("budget_short", refused.Code);
                return false;
            }
        })));

        Assert.Single(got, g => g);
        Assert.Equal(Money.FromYuan(40), (await bench.LineAsync(line)).Remaining);
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task Two_claims_approved_at_once_never_overspend_the_grant(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var grant = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(grant, 1000);
        var claims = new List<Claim>();
        for (var i = 0; i < 4; i++)
        {
            var claim = await bench.ClaimAsync(grant, FundBench.Book(line, 600));
            Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk)).Taken);
            claims.Add(claim);
        }

        var approved = await Task.WhenAll(claims.Select(c => Task.Run(async () => (await bench.TakeAsync(Claim.RecordType, c.Id, ClaimWorkflow.UnitApprove, FundBench.Leader)).Taken)));

        Assert.Single(approved, a => a);
        Assert.Equal(Money.FromYuan(600), (await bench.LineAsync(line)).Committed);
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task The_same_posting_twice_at_once_is_posted_once(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var line = await bench.LineAsync(await bench.FundAsync(FundKind.Grant), 100);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => bench.WriteAsync<FundLedger>((ledger, db) =>
            ledger.PostAsync(db, [new Posting(line, PostingKind.Commit, Money.FromYuan(10), EntrySources.Claim, 7)], FundBench.Finance)))));
        Assert.Equal(Money.FromYuan(10), (await bench.LineAsync(line)).Committed);
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task The_table_itself_refuses_an_overspend_and_a_changed_entry(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var line = await bench.LineAsync(await bench.FundAsync(FundKind.Grant), 100);
        foreach (var sql in new[]
        {
            "UPDATE fund_line SET committed = committed + 20000 WHERE id = @line",
            "UPDATE fund_line SET committed = committed + 20000, allowed = 20000 WHERE id = @line",
            "UPDATE fund_entry SET amount = 1 WHERE line_id = @line",
            "DELETE FROM fund_entry WHERE line_id = @line",
        })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => bench.Database.WriteAsync(db => db.ExecuteAsync(sql, new { line })));
        }
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }
}
