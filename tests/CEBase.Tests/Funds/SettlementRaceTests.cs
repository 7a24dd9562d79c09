using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Settlement;
using CEBase.Tests.Archives;

namespace CEBase.Tests.Funds;

/// <summary>A settlement that is signed while a claim for its class is handed in. The first test shows what happens without the guard.</summary>
public sealed class SettlementRaceTests
{
    [Fact]
    public async Task With_the_guard_off_both_pass()
    {
        await using var bench = await FundBench.StartAsync(DatabaseKind.PostgreSql);
        await bench.Database.WriteAsync(db => db.ExecuteAsync("CREATE TABLE naive_act (what text NOT NULL)"));
        await UnguardedRace.RunAsync(bench.Database,
            db => db.ScalarAsync<long>("SELECT count(*) FROM naive_act"),
            (db, others) => others == 0 ? db.ExecuteAsync("INSERT INTO naive_act (what) VALUES ('done')") : Task.CompletedTask);
        Assert.Equal(2, await bench.Database.ReadAsync(db => db.ScalarAsync<long>("SELECT count(*) FROM naive_act")));
    }

    [Theory, BothDatabases]
    public async Task A_signature_and_a_claim_handed_in_at_once_see_each_other(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        await using var second = bench.SecondNode();
        var made = await EndedClass.MakeAsync(bench.Bench, "finance.account");
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000, classId: made.Id);
        var late = await bench.ClaimAsync(fund, FundBench.Book(line, 600) with { ClassNo = made.ClassNo, Task = "" });
        foreach (var (step, user) in new[] { (SettlementWorkflow.Submit, FundBench.Clerk), (SettlementWorkflow.Confirm, FundBench.Finance) })
        {
            Assert.True((await bench.TakeAsync(ClassSettlement.RecordType, made.Id, step, user)).Taken);
        }

        var taken = await Task.WhenAll(
            Task.Run(async () => (await bench.TakeAsync(ClassSettlement.RecordType, made.Id, SettlementWorkflow.Sign, FundBench.Leader)).Taken),
            Task.Run(async () => (await second.TakeAsync(Claim.RecordType, late.Id, ClaimWorkflow.Check, FundBench.Clerk)).Taken));

        Assert.Single(taken, t => t);
    }
}
