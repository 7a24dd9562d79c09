namespace CEBase.Tests.Platform.Host;

public sealed class MigrationTests
{
    [Theory, BothDatabases]
    public async Task Migrating_again_applies_nothing(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var migrator = bench.Services.GetRequiredService<Migrator>();

        Assert.Empty(await migrator.PendingAsync());
        Assert.Empty(await migrator.MigrateAsync());
    }

    [Theory, BothDatabases]
    public async Task A_migration_changed_after_it_was_applied_stops_the_start_by_name(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE schema_migration SET checksum = 'other' WHERE module = 'CEBase.Platform' AND number = 1"));
        var migrator = bench.Services.GetRequiredService<Migrator>();

        var refused = await Assert.ThrowsAsync<MigrationException>(() => migrator.MigrateAsync());

        Assert.Contains("CEBase.Platform/001_platform.sql", refused.Message);
        await Assert.ThrowsAsync<MigrationException>(() => migrator.PendingAsync());
    }

    [Theory, BothDatabases]
    public async Task A_database_newer_than_the_program_stops_the_start(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Database.WriteAsync(s => s.ExecuteAsync(
            "INSERT INTO schema_migration (module, number, name, checksum, applied_at) VALUES ('CEBase.Platform', 999, '999_future.sql', 'x', '2030-01-01T00:00:00.000Z')"));

        var refused = await Assert.ThrowsAsync<MigrationException>(() => bench.Services.GetRequiredService<Migrator>().MigrateAsync());

        Assert.Contains("数据库比程序新", refused.Message);
        Assert.Contains("999_future.sql", refused.Message);
    }

    [Theory, BothDatabases]
    public async Task A_database_made_before_the_migrations_were_merged_is_refused_in_a_sentence(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Database.WriteAsync(async db =>
        {
            await db.ExecuteAsync("DELETE FROM schema_migration");
            foreach (var (module, number, name) in new[]
            {
                ("CEBase.Platform", 1, "001_trace.sql"), ("CEBase.Platform", 2, "002_recipe.sql"), ("CEBase.Platform", 10, "010_identity.sql"),
                ("CEBase.Regulations", 1, "001_parameters.sql"), ("CEBase.Funds", 91, "091_budget_months.sql"),
            })
            {
                await db.ExecuteAsync(
                    "INSERT INTO schema_migration (module, number, name, checksum, applied_at) VALUES (@module, @number, @name, 'x', '2026-11-01T00:00:00.000Z')", new { module, number, name });
            }
        });
        var migrator = bench.Services.GetRequiredService<Migrator>();

        foreach (var refused in new[] { await Assert.ThrowsAsync<MigrationException>(() => migrator.MigrateAsync()), await Assert.ThrowsAsync<MigrationException>(() => migrator.PendingAsync()) })
        {
            Assert.StartsWith("这个数据库是正式发布以前的程序建立的", refused.Message);
            Assert.Contains("001_trace.sql", refused.Message);
        }
    }

    [Fact]
    public async Task Writers_pass_one_at_a_time_in_order_of_arrival()
    {
        var queue = new FairQueue();
        var order = new List<int>();
        var first = await queue.EnterAsync(default);
        var waiting = Enumerable.Range(1, 20).Select(n => PassAsync(queue, order, n)).ToList();

        Assert.All(waiting, task => Assert.False(task.IsCompleted));
        first.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(Enumerable.Range(1, 20), order);
    }

    [Fact]
    public async Task A_writer_that_gives_up_does_not_hold_the_queue()
    {
        var queue = new FairQueue();
        var first = await queue.EnterAsync(default);
        using var patience = new CancellationTokenSource();
        var impatient = queue.EnterAsync(patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        first.Dispose();
        (await queue.EnterAsync(default)).Dispose();
    }

    private static async Task PassAsync(FairQueue queue, List<int> order, int number)
    {
        using var turn = await queue.EnterAsync(default);
        order.Add(number);
    }
}
