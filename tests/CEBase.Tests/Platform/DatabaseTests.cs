namespace CEBase.Tests.Platform;

public sealed class DatabaseTests
{
    [Theory, BothDatabases]
    public async Task A_use_case_that_throws_leaves_nothing_behind(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var trace = bench.Services.GetRequiredService<Trace>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Database.WriteAsync(async db =>
        {
            await trace.AppendAsync(db, new TraceEntry("Thing", 1, "made"), SystemUser.Instance);
            throw new InvalidOperationException();
        }));

        Assert.Empty(await bench.Database.ReadAsync(db => trace.OfAsync(db, "Thing", 1)));
    }

    [Theory, BothDatabases]
    public async Task A_trace_reads_back_as_it_was_written(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var trace = bench.Services.GetRequiredService<Trace>();
        var finding = Finding.Review("thing.odd", "看起来不寻常。", "NPU:13", "NPU:20(2)");

        await bench.Database.WriteAsync(db => trace.AppendAsync(db, new TraceEntry("Thing", 7, "open")
        {
            From = "draft",
            To = "open",
            Findings = [finding],
            Comment = "已电话核实",
        }, SystemUser.Instance));

        var line = Assert.Single(await bench.Database.ReadAsync(db => trace.OfAsync(db, "Thing", 7)));
        Assert.Equal(("draft", "open", "已电话核实", "系统"), (line.FromState, line.ToState, line.Comment, line.ActorName));
        Assert.Equal(bench.Clock.GetUtcNow(), line.At);
        var read = Assert.Single(Trace.FindingsOf(line));
        Assert.Equal((finding.Severity, finding.Rule, finding.Sentence), (read.Severity, read.Rule, read.Sentence));
        Assert.Equal(finding.Articles, read.Articles);
    }

    [Theory, BothDatabases]
    public async Task Writers_side_by_side_lose_no_update(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("CREATE TABLE counter (n integer NOT NULL)"));
        await bench.Database.WriteAsync(s => s.ExecuteAsync("INSERT INTO counter (n) VALUES (0)"));

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (_, _) =>
            await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE counter SET n = n + 1")));

        Assert.Equal(200, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT n FROM counter")));
    }
}
