using Npgsql;

namespace CEBase.Tests.Platform;

public sealed class AfterCommitTests
{
    [Theory, BothDatabases]
    public async Task A_fault_after_the_commit_does_not_run_the_use_case_again(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Database.WriteAsync(db => db.ExecuteAsync("CREATE TABLE counter (n integer NOT NULL)"));
        var runs = 0;
        var others = 0;

        var result = await bench.Database.WriteAsync(async db =>
        {
            await db.ExecuteAsync("INSERT INTO counter (n) VALUES (1)");
            db.AfterCommit(Clash);
            db.AfterCommit(() => { others++; });
            return ++runs;
        });

        Assert.Equal((1, 1), (result, runs));
        Assert.Equal(1, others);
        Assert.Equal(1, await bench.Database.ReadAsync(db => db.ScalarAsync<long>("SELECT count(*) FROM counter")));
    }

    [Fact]
    public async Task What_was_asked_for_after_a_commit_happens_once_when_the_use_case_was_run_again()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.PostgreSql);
        var runs = 0;
        var after = 0;

        await bench.Database.WriteAsync(db =>
        {
            db.AfterCommit(() => { after++; });
            return ++runs < 3 ? throw new PostgresException("deadlock", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected) : Task.CompletedTask;
        });

        Assert.Equal((3, 1), (runs, after));
    }

    private static void Clash() => throw new PostgresException("could not serialize access", "ERROR", "ERROR", PostgresErrorCodes.SerializationFailure);
}
