using CEBase.Enrollment;

namespace CEBase.Tests.Enrollment;

/// <summary>Rosters as they really arrive.</summary>
public sealed class RosterTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "roster.xlsx")]
    [InlineData(DatabaseKind.Sqlite, "roster-gbk.csv")]
    [InlineData(DatabaseKind.PostgreSql, "roster.xlsx")]
    [InlineData(DatabaseKind.PostgreSql, "roster-gbk.csv")]
    public async Task A_sample_roster_has_exactly_the_expected_outcome_and_the_same_file_twice_changes_nothing(DatabaseKind kind, string file)
    {
        await using var bench = await SeatBench.StartAsync(kind, 200);
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.Sample("expected.json")));
        var outcome = expected.RootElement.GetProperty("roster.xlsx");

        var first = await ImportAsync(bench, file);
        var again = await ImportAsync(bench, file);

        Assert.Equal(outcome.GetProperty("accepted").GetInt32(), first.Accepted);
        Assert.Equal(outcome.GetProperty("rejected").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32()).OrderBy(p => p.Key), first.Rejected.OrderBy(p => p.Key));
        Assert.Equal((273, 0, 200, 73), (first.Written, first.Unchanged, first.Details["admitted"], first.Details["waitlisted"]));
        Assert.Equal((273, 0, 273), (again.Accepted, again.Written, again.Unchanged));
        Assert.Equal(200, await bench.CountAsync(EnrolmentStates.Admitted));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task A_dry_run_writes_nothing(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 200);
        var result = await ImportAsync(bench, "roster.xlsx", dryRun: true);
        Assert.Equal(273, result.Accepted);
        Assert.Equal(0L, await bench.Database.ReadAsync(db => db.ScalarAsync<long>("SELECT count(*) FROM learner")));
    }

    [Theory]
    [InlineData("running", "class_not_open")]
    [InlineData("draft", "class_not_open")]
    public async Task A_class_that_takes_no_enrolment_refuses_a_roster_and_names_its_state(string state, string code)
    {
        await using var bench = await SeatBench.StartAsync(DatabaseKind.Sqlite, 10, card => card with { State = state });
        Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => ImportAsync(bench, "roster.xlsx"))).Code);
    }

    private static async Task<ImportResult> ImportAsync(SeatBench bench, string file, bool dryRun = false)
    {
        await using var content = File.OpenRead(Repository.Sample(file));
        return await bench.Bench.RunAsync<ImportRunner, ImportResult>(runner =>
            runner.RunAsync("roster", bench.Classes[SeatBench.ClassId].ClassNo, content, file, dryRun, SystemUser.Instance));
    }
}
