namespace CEBase.Tests.Platform.Imports;

public sealed class ImportRunnerTests
{
    private static readonly TestUser Clerk = new(7, "People.Import");

    [Theory, BothDatabases]
    public async Task Good_rows_are_written_and_bad_ones_counted_by_reason(DatabaseKind kind)
    {
        await using var bench = await PeopleImport.StartAsync(kind);

        var result = await RunAsync(bench, "roster.xlsx");

        Assert.Equal(300, result.Accepted);
        Assert.Equal(new Dictionary<string, int> { ["name_missing"] = 2, ["id_as_number"] = 3 }, result.Rejected);
        Assert.Equal(result.Written, await PeopleImport.CountAsync(bench.Database));
        Assert.Equal(result.Accepted, result.Written + result.Unchanged);
        var trace = Assert.Single(await bench.Database.ReadAsync(s => bench.Services.GetRequiredService<Trace>().OfAsync(s, "Import", result.JobId!.Value)));
        Assert.Equal("import_written", trace.Step);
    }

    [Theory, BothDatabases]
    public async Task The_same_file_twice_changes_nothing_and_says_so(DatabaseKind kind)
    {
        await using var bench = await PeopleImport.StartAsync(kind);
        var first = await RunAsync(bench, "roster.xlsx");
        var people = await PeopleImport.CountAsync(bench.Database);

        var second = await RunAsync(bench, "roster.xlsx");

        Assert.Null(first.ImportedBefore);
        Assert.NotNull(second.ImportedBefore);
        Assert.Equal((0, first.Accepted), (second.Written, second.Unchanged));
        Assert.Equal(people, await PeopleImport.CountAsync(bench.Database));
    }

    [Theory, BothDatabases]
    public async Task A_failure_in_the_middle_leaves_nothing_behind(DatabaseKind kind)
    {
        var behaviour = new PeopleImport.Behaviour { FailAfter = 150 };
        await using var bench = await PeopleImport.StartAsync(kind, behaviour);

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(bench, "roster.xlsx"));

        Assert.Equal(0, await PeopleImport.CountAsync(bench.Database));
        Assert.Equal(0L, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT (SELECT count(*) FROM import_job) + (SELECT count(*) FROM stored_file)")));
        behaviour.FailAfter = null;
        Assert.Equal(300, (await RunAsync(bench, "roster.xlsx")).Accepted);
    }

    [Theory, BothDatabases]
    public async Task A_dry_run_tells_the_outcome_and_writes_nothing(DatabaseKind kind)
    {
        await using var bench = await PeopleImport.StartAsync(kind);
        var result = await RunAsync(bench, "roster-gbk.csv", dryRun: true);
        Assert.Equal((300, 5, true), (result.Accepted, result.BadRows.Count, result.IsDryRun));
        Assert.Equal(0, await PeopleImport.CountAsync(bench.Database));
        Assert.Equal(0L, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM import_job")));
    }

    [Fact]
    public async Task Kind_target_permission_and_columns_are_each_refused_by_name()
    {
        await using var bench = await PeopleImport.StartAsync(DatabaseKind.Sqlite);
        Assert.Equal("not_found", await RefusedAsync(bench, Clerk, kind: "nothing"));
        Assert.Equal("not_found", await RefusedAsync(bench, Clerk, target: "list-2"));
        Assert.Equal("not_allowed", await RefusedAsync(bench, new TestUser(8)));
        Assert.Equal("column_missing", await RefusedAsync(bench, Clerk, text: "姓名,证件号码\n张三,6101\n"));
        Assert.Equal("column_duplicate", await RefusedAsync(bench, Clerk, text: "姓名,证件号码,手机号,手机号\n张三,6101,1,2\n"));
    }

    private static Task<ImportResult> RunAsync(Bench bench, string sample, bool dryRun = false) =>
        bench.RunAsync<ImportRunner, ImportResult>(async runner =>
        {
            await using var file = File.OpenRead(Repository.Sample(sample));
            return await runner.RunAsync("people", "list-1", file, sample, dryRun, Clerk);
        });

    private static async Task<string> RefusedAsync(Bench bench, ICurrentUser user, string kind = "people", string target = "list-1", string text = "姓名,证件号码,手机号\n张三,6101,1\n") =>
        (await Assert.ThrowsAsync<Refusal>(() => bench.RunAsync<ImportRunner, ImportResult>(runner =>
            runner.RunAsync(kind, target, new MemoryStream(Encoding.UTF8.GetBytes(text)), "名单.csv", false, user)))).Code;
}
