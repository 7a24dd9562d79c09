namespace CEBase.Tests.Platform.Imports;

public sealed class ImportJobTests
{
    private readonly PeopleImport.Behaviour _behaviour = new();
    private ICurrentUser _user = new TestUser(7, "People.Import");

    [Theory, BothDatabases]
    public async Task A_confirmed_job_is_carried_out_by_a_runner(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var id = await UploadAsync(bench);
        Assert.Equal((ImportState.Ready, 300, 5), Facts(await JobAsync(bench, id)));
        Assert.False(await RunNextAsync(bench));

        await ConfirmAsync(bench, id);
        await ConfirmAsync(bench, id);

        Assert.True(await RunNextAsync(bench));
        Assert.False(await RunNextAsync(bench));
        Assert.Equal((ImportState.Done, 300, 5), Facts(await JobAsync(bench, id)));
        Assert.Equal((1, 300), (_behaviour.Writes, (int)await PeopleImport.CountAsync(bench.Database) + (await JobAsync(bench, id)).RowsUnchanged));
    }

    [Theory, BothDatabases]
    public async Task Of_many_runners_on_two_nodes_one_claims_a_job(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await using var second = kind == DatabaseKind.PostgreSql ? bench.SecondNode(Register) : null;
        var id = await UploadAsync(bench);
        await ConfirmAsync(bench, id);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            (i % 2 == 0 || second is null ? bench : second).Services.GetRequiredService<ImportQueue>().ClaimAsync(CancellationToken.None))));

        Assert.Equal(id, Assert.Single(claims.OfType<ImportJob>()).Id);
    }

    [Theory, BothDatabases]
    public async Task A_job_whose_runner_died_is_taken_over_and_the_late_one_changes_nothing(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var id = await UploadAsync(bench);
        await ConfirmAsync(bench, id);
        var queue = bench.Services.GetRequiredService<ImportQueue>();
        var dead = await queue.ClaimAsync(CancellationToken.None);
        Assert.False(await RunNextAsync(bench));

        bench.Clock.Advance(ImportQueue.Lease + TimeSpan.FromSeconds(1));

        Assert.True(await RunNextAsync(bench));
        Assert.Equal(ImportState.Done, (await JobAsync(bench, id)).State);
        Assert.False(await bench.Database.WriteAsync(s => queue.HoldsAsync(s, dead!)));
        await queue.FailAsync(dead!, "迟到的一方");
        Assert.Equal(ImportState.Done, (await JobAsync(bench, id)).State);
        Assert.Equal(1, _behaviour.Writes);
    }

    /// <summary>Not on SQLite: there the import holds the only writer, and nobody can take the job over meanwhile.</summary>
    [Fact]
    public async Task A_run_that_loses_its_lease_while_writing_is_undone()
    {
        await using var bench = await StartAsync(DatabaseKind.PostgreSql);
        await using var second = bench.SecondNode(Register);
        var id = await UploadAsync(bench);
        await ConfirmAsync(bench, id);
        _behaviour.WhileWriting = async () =>
        {
            _behaviour.WhileWriting = () => Task.CompletedTask;
            await second.Database.WriteAsync(s => s.ExecuteAsync("UPDATE import_job SET lease_token = 'other' WHERE id = @id", new { id }));
        };

        Assert.True(await RunNextAsync(bench));

        Assert.Equal(0, await PeopleImport.CountAsync(bench.Database));
        Assert.Equal(ImportState.Running, (await JobAsync(bench, id)).State);
    }

    [Theory, BothDatabases]
    public async Task A_failed_run_writes_nothing_says_so_and_can_be_tried_again(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var id = await UploadAsync(bench);
        await ConfirmAsync(bench, id);
        _behaviour.FailAfter = 100;
        await RunNextAsync(bench);

        var failed = await JobAsync(bench, id);
        Assert.Equal(ImportState.Failed, failed.State);
        Assert.Contains("没有写入任何数据", failed.Sentence);
        Assert.Equal(0, await PeopleImport.CountAsync(bench.Database));

        _behaviour.FailAfter = null;
        await ConfirmAsync(bench, id);
        await RunNextAsync(bench);
        Assert.Equal(ImportState.Done, (await JobAsync(bench, id)).State);
    }

    [Fact]
    public async Task A_job_that_keeps_killing_its_runner_is_given_up()
    {
        await using var bench = await StartAsync(DatabaseKind.Sqlite);
        var id = await UploadAsync(bench);
        await ConfirmAsync(bench, id);
        for (var i = 0; i < ImportQueue.MaxAttempts; i++)
        {
            Assert.NotNull(await bench.Services.GetRequiredService<ImportQueue>().ClaimAsync(CancellationToken.None));
            bench.Clock.Advance(ImportQueue.Lease + TimeSpan.FromSeconds(1));
        }
        await RunNextAsync(bench);
        Assert.Equal((ImportState.Failed, 0), ((await JobAsync(bench, id)).State, _behaviour.Writes));
    }

    [Fact]
    public async Task A_job_is_its_owners_and_of_those_who_help_with_imports()
    {
        await using var bench = await StartAsync(DatabaseKind.Sqlite);
        var id = await UploadAsync(bench);
        Assert.Equal("not_found", await RefusedAsync(new TestUser(8, "People.Import")));
        Assert.Equal("not_found", await RefusedAsync(new TestUser(7)));
        Assert.Equal("not_found", await RefusedAsync(new TestUser(8, "Imports.Use")));
        Assert.Null(await RefusedAsync(new TestUser(8, "People.Import", "Imports.Use")));

        async Task<string?> RefusedAsync(ICurrentUser user)
        {
            _user = user;
            return (await Record.ExceptionAsync(() => ConfirmAsync(bench, id)) as Refusal)?.Code;
        }
    }

    [Fact]
    public async Task Columns_the_user_settles_are_kept_with_the_job()
    {
        await using var bench = await StartAsync(DatabaseKind.Sqlite);
        var bytes = "姓名,证件号码,手机号,手机号\n张三,610103197709168194,1,2\n"u8.ToArray();
        var id = await bench.RunAsync<ImportService, long>(d => d.StartAsync("people", "list-1", new MemoryStream(bytes), "名单.csv"));
        Assert.Equal(ImportState.Uploaded, (await JobAsync(bench, id)).State);
        Assert.Equal("import_state", (await Assert.ThrowsAsync<Refusal>(() => ConfirmAsync(bench, id))).Code);

        await bench.RunAsync<ImportService>(d => d.CorrectAsync(id, new Dictionary<string, int> { ["phone"] = 3 }));
        await ConfirmAsync(bench, id);
        await RunNextAsync(bench);

        Assert.Equal((ImportState.Done, 1, 0), Facts(await JobAsync(bench, id)));
    }

    [Fact]
    public async Task What_was_given_up_cannot_be_confirmed()
    {
        await using var bench = await StartAsync(DatabaseKind.Sqlite);
        var id = await UploadAsync(bench);
        await bench.RunAsync<ImportService>(d => d.DropAsync(id));
        Assert.Equal("import_state", (await Assert.ThrowsAsync<Refusal>(() => ConfirmAsync(bench, id))).Code);
        Assert.False(await RunNextAsync(bench));
    }

    private Task<Bench> StartAsync(DatabaseKind kind) => PeopleImport.StartAsync(kind, _behaviour, services => services.AddScoped(_ => _user));

    private void Register(IServiceCollection services) => PeopleImport.Register(services, _behaviour);

    private static Task<long> UploadAsync(Bench bench) => bench.RunAsync<ImportService, long>(async desk =>
    {
        await using var file = File.OpenRead(Repository.Sample("roster.xlsx"));
        return await desk.StartAsync("people", "list-1", file, "roster.xlsx");
    });

    private static Task ConfirmAsync(Bench bench, long id) => bench.RunAsync<ImportService>(d => d.ConfirmAsync(id));

    private static Task<bool> RunNextAsync(Bench bench) => bench.RunAsync<ImportWork, bool>(w => w.RunNextAsync(CancellationToken.None));

    private static async Task<ImportJob> JobAsync(Bench bench, long id) =>
        (await bench.Database.ReadAsync(s => bench.Services.GetRequiredService<ImportJobs>().FindAsync(s, id)))!;

    private static (ImportState, int, int) Facts(ImportJob job) => (job.State, job.RowsGood, job.RowsBad);
}
