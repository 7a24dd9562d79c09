using FsCheck.Fluent;

namespace CEBase.Tests.Platform.Host;

public sealed class TraceChainTests
{
    [Theory, BothDatabases]
    public async Task What_was_sealed_verifies_and_what_came_later_waits(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await AppendAsync(bench, 5);

        Assert.Equal(5, await Chain(bench).SealAsync());
        Assert.Equal(0, await Chain(bench).SealAsync());
        await AppendAsync(bench, 2);
        var verdict = await Chain(bench).VerifyAsync();

        Assert.True(verdict.Ok);
        Assert.Equal((7, 5, 2), (verdict.Entries, verdict.Sealed, verdict.Unsealed));
    }

    [Theory, BothDatabases]
    public async Task The_database_itself_refuses_to_change_or_delete_a_trace(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await AppendAsync(bench, 1);

        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(bench, "UPDATE trace_entry SET step = 'other'"));
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(bench, "DELETE FROM trace_entry"));
        Assert.Equal(1, (await Chain(bench).VerifyAsync()).Entries);
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Tampering_is_named_at_the_first_entry_that_does_not_fit(DatabaseKind kind, string sql, TraceBreak expected, long sequence)
    {
        await using var bench = await Bench.StartAsync(kind);
        await AppendAsync(bench, 6);
        await Chain(bench).SealAsync();
        await UnguardAsync(bench);

        await RunAsync(bench, sql);
        var verdict = await Chain(bench).VerifyAsync();

        Assert.False(verdict.Ok);
        Assert.Equal((expected, sequence), (verdict.FirstBroken!.Kind, verdict.FirstBroken.Sequence));
    }

    public static IEnumerable<object[]> Tamperings() =>
        from kind in new[] { DatabaseKind.Sqlite, DatabaseKind.PostgreSql }
        from tampering in new (string Sql, TraceBreak Expected, long Sequence)[]
        {
            ("UPDATE trace_entry SET to_state = 'paid' WHERE id = 3", TraceBreak.EntryChanged, 3),
            ("UPDATE trace_entry SET comment = '另一句' WHERE id = 2", TraceBreak.EntryChanged, 2),
            ("UPDATE trace_entry SET actor_name = '别人' WHERE id = 4", TraceBreak.EntryChanged, 4),
            ("UPDATE trace_entry SET findings = '[]' WHERE id = 5", TraceBreak.EntryChanged, 5),
            ("UPDATE trace_entry SET at = '2020-01-01T00:00:00.000Z' WHERE id = 1", TraceBreak.EntryChanged, 1),
            ("DELETE FROM trace_entry WHERE id = 4", TraceBreak.EntryMissing, 4),
            ("DELETE FROM trace_seal WHERE sequence = 3", TraceBreak.SealMissing, 3),
            ("DELETE FROM trace_seal WHERE sequence = 1", TraceBreak.SealMissing, 1),
            ("UPDATE trace_seal SET sequence = CASE sequence WHEN 2 THEN 103 ELSE 102 END WHERE sequence IN (2, 3); UPDATE trace_seal SET sequence = sequence - 100 WHERE sequence > 100", TraceBreak.SealReordered, 2),
        }
        select new object[] { kind, tampering.Sql, tampering.Expected, tampering.Sequence };

    [Theory, BothDatabases]
    public async Task Two_nodes_sealing_at_once_make_one_chain(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await AppendAsync(bench, 30);
        // On SQLite there is one node; its own runs may still overlap.
        await using var other = kind == DatabaseKind.PostgreSql ? bench.SecondNode() : null;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Chain(n % 2 == 0 ? bench : other ?? bench).SealAsync()));
        await Chain(bench).SealAsync();
        var verdict = await Chain(bench).VerifyAsync();

        Assert.True(verdict.Ok);
        Assert.Equal((30, 30), (verdict.Entries, verdict.Sealed));
    }

    [Fact]
    public void Any_two_entries_that_differ_in_anything_have_different_hashes()
    {
        var text = ArbMap.Default.GeneratorFor<string>().Where(s => s is not null);
        var lines = from id in Gen.Choose(1, 9) from step in text from comment in text from actor in text
                    select new SealedLine { Id = id, At = "2026-03-16T04:00:00.000Z", Step = step, Comment = comment, ActorName = actor, RecordType = "Thing", RecordId = 1, Salt = "s" };
        Property.Holds(Gen.Two(lines), pair =>
            pair.Item1 == pair.Item2 == (pair.Item1.HashAfter(TraceChain.Genesis) == pair.Item2.HashAfter(TraceChain.Genesis)));
    }

    [Fact]
    public void Moving_text_from_one_field_to_the_next_changes_the_hash()
    {
        var line = new SealedLine { Id = 1, RecordType = "Thing", RecordId = 1, Step = "ab", FromState = "c" };
        Assert.NotEqual(line.HashAfter(TraceChain.Genesis), (line with { Step = "a", FromState = "bc" }).HashAfter(TraceChain.Genesis));
    }

    private static TraceChain Chain(Bench bench) => bench.Services.GetRequiredService<TraceChain>();

    private static Task AppendAsync(Bench bench, int count) => bench.Database.WriteAsync(async db =>
    {
        for (var n = 0; n < count; n++)
        {
            await bench.Services.GetRequiredService<Trace>().AppendAsync(db, new TraceEntry("Thing", n, "open")
            {
                From = "draft",
                To = "open",
                Comment = "已核实",
                Findings = [Finding.Note("thing.odd", "张三的材料不全。", "NPU:13")],
            }, SystemUser.Instance);
        }
    });

    private static Task RunAsync(Bench bench, string sql) => bench.Database.WriteAsync(db => db.ExecuteAsync(sql));

    /// <summary>What somebody with the database's own rights could do.</summary>
    private static async Task UnguardAsync(Bench bench)
    {
        foreach (var table in new[] { "trace_entry", "trace_seal" })
        {
            await RunAsync(bench, bench.Database.Dialect.Kind == DatabaseKind.Sqlite
                ? $"DROP TRIGGER {table}_no_update; DROP TRIGGER {table}_no_delete"
                : $"DROP TRIGGER {table}_append_only ON {table}");
        }
    }
}
