using CEBase.Funds;
using CEBase.Funds.Budgets;
using CEBase.Funds.Checks;

namespace CEBase.Tests.Funds;

/// <summary>An addition takes effect only after just this addition was tried on the vocabulary as it is.</summary>
public sealed class VocabularyBookTests
{
    private static readonly Addition Lantern = new("灯笼", "gift", "NPU:20(1)", "灯笼采购");
    private static readonly ICurrentUser Finance = new TestUser(2, Permissions.View, Permissions.Vocabulary, Permissions.Check);

    [Theory, BothDatabases]
    public async Task A_trial_runs_over_the_lines_of_claims_and_of_uploads_and_keeps_its_result(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var grant = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(grant, 1000);
        var claim = await bench.ClaimAsync(grant, FundBench.Book(line, 100) with { Description = "氛围布置灯笼" });
        await bench.WriteAsync<UseCheckService>((desk, db) => desk.CheckAsync(db, new MemoryStream(Encoding.UTF8.GetBytes("单号,摘要\nA1,灯笼采购\nA2,灯笼采购\nA3,教材印刷\n")), "明细.csv", Finance));

        var tried = await TryAsync(bench, Lantern);

        Assert.Equal(4, tried.Tried);
        Assert.Equal((claim.Number, "氛围布置灯笼", "block"), tried.OfClaims.Select(c => (c.Claim, c.Description, c.After)).Single());
        Assert.Equal(("灯笼采购", 2), tried.OfUploads.Select(c => (c.Description, c.Times)).Single());
        Assert.Equal((3, 1), await bench.Database.ReadAsync(async s => (
            await s.ScalarAsync<int>("SELECT changed_lines FROM vocabulary_trial WHERE id = @Id", tried), await s.ScalarAsync<int>("SELECT changed_claim_lines FROM vocabulary_trial WHERE id = @Id", tried))));
        Assert.Contains(claim.Number, await bench.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT result FROM vocabulary_trial WHERE id = @Id", tried)));
    }

    [Theory, BothDatabases]
    public async Task Nothing_takes_effect_untried_or_changed_after_the_trial(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);

        Assert.Equal("trial_missing", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(bench, Lantern, null))).Code);
        var tried = await TryAsync(bench, Lantern);
        Assert.Equal("trial_missing", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(bench, Lantern with { Text = "红灯笼", Example = "红灯笼采购" }, tried.Id))).Code);
        Assert.Equal("trial_missing", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(bench, Lantern with { Meaning = "welfare" }, tried.Id))).Code);
        Assert.Equal("trial_missing", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(bench, Lantern, tried.Id + 1))).Code);
        Assert.Equal("review", await VerdictAsync(bench, "灯笼采购"));

        await AddAsync(bench, Lantern, tried.Id);
        Assert.Equal("block", await VerdictAsync(bench, "灯笼采购"));
    }

    [Theory, BothDatabases]
    public async Task What_was_tried_before_another_change_must_be_tried_again(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var other = new Addition("气球拱门", "gift", "NPU:20(1)", "气球拱门采购");
        var (first, second) = (await TryAsync(bench, Lantern), await TryAsync(bench, other));

        var added = await AddAsync(bench, Lantern, first.Id);
        Assert.Equal("vocabulary_changed", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(bench, other, second.Id))).Code);
        second = await TryAsync(bench, other);
        await bench.WriteAsync<VocabularyRepository>((book, db) => book.WithdrawAsync(db, added, Finance));
        Assert.Equal("vocabulary_changed", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(bench, other, second.Id))).Code);
        await AddAsync(bench, other, (await TryAsync(bench, other)).Id);
    }

    [Theory, BothDatabases]
    public async Task Of_several_additions_at_once_on_one_vocabulary_exactly_one_takes_effect(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        await using var node = bench.SecondNode();
        var additions = Enumerable.Range(0, 6).Select(i => new Addition($"灯笼{"甲乙丙丁戊己"[i]}款", "gift", "NPU:20(1)", $"灯笼{"甲乙丙丁戊己"[i]}款采购")).ToList();
        var trials = new List<long>();
        foreach (var addition in additions)
        {
            trials.Add((await TryAsync(bench, addition)).Id);
        }

        var took = await Task.WhenAll(additions.Select((addition, i) => Task.Run(async () =>
        {
            try
            {
                await AddAsync(i % 2 == 0 ? bench : node, addition, trials[i]);
                return true;
            }
            catch (Refusal refused)
            {
                Assert.Equal("vocabulary_changed", refused.Code);
                return false;
            }
        })));

        Assert.Single(took, t => t);
        Assert.Equal(1, await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT version FROM vocabulary_state")));
    }

    private static Task<TrialResult> TryAsync(FundBench bench, Addition addition) => bench.WriteAsync<VocabularyRepository, TrialResult>((book, db) => book.TryAsync(db, addition, Finance));

    private static Task<long> AddAsync(FundBench bench, Addition addition, long? trial) =>
        bench.WriteAsync<VocabularyRepository, long>((book, db) => book.AddAsync(db, addition, trial, "节日布置不属培训", Guid.NewGuid().ToString("N"), Finance));

    private static async Task<string> VerdictAsync(FundBench bench, string description) =>
        (await bench.WriteAsync<VocabularyRepository, BatchCheck>((book, db) => book.CheckAsync(db))).Judge(new UseLine("", "", description)).Verdict;
}
