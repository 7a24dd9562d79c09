using CEBase.Projects;
using CEBase.Projects.Drafting;

namespace CEBase.Tests.Projects;

/// <summary>Many approvals at once. The first test shows that the race would be seen if the counter weren't taken in the approving transaction.</summary>
public sealed class NumberRaceTests
{
    private const int Projects = 16;

    [Fact]
    public async Task With_the_counter_read_and_written_apart_the_harness_catches_a_number_given_twice()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.PostgreSql);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("CREATE TABLE naive_number (last integer NOT NULL)"));
        await bench.Database.WriteAsync(s => s.ExecuteAsync("INSERT INTO naive_number (last) VALUES (0)"));

        var seen = await UnguardedRace.RunAsync(bench.Database,
            db => db.ScalarAsync<int>("SELECT last FROM naive_number"),
            (db, last) => db.ExecuteAsync("UPDATE naive_number SET last = @next", new { next = last + 1 }));

        Assert.True(seen.Distinct().Count() < 2, "The race was not seen.");
    }

    [Theory, BothDatabases]
    public async Task Approvals_at_once_give_each_project_its_own_number_without_a_gap(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var details = await bench.ProjectDetailsAsync();
        var ids = new List<long>();
        for (var i = 0; i < Projects; i++)
        {
            var id = (await bench.ProjectAsync(details)).Id;
            await bench.ProjectStepAsync(id, "submit");
            await bench.ProjectStepAsync(id, "unit-pass");
            ids.Add(id);
        }

        // Two people press for each project.
        var outcomes = await Task.WhenAll(ids.Concat(ids).Select(id => Task.Run(() => bench.ProjectStepAsync(id, "approve"))));

        Assert.Equal(Projects, outcomes.Count(o => o.Taken));
        var numbers = await bench.Database.ReadAsync(s => s.QueryAsync<string>("SELECT approval_no FROM project ORDER BY approval_no"));
        Assert.Equal(Enumerable.Range(1, Projects).Select(n => ApprovalNumbers.Of(FundingMode.Open, 2026, n)), numbers);
    }

    [Theory, BothDatabases]
    public async Task A_form_sent_many_times_at_once_makes_one_project(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var details = await bench.ProjectDetailsAsync() with { RequestKey = "k1" };

        var cards = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => bench.ProjectAsync(details))));

        Assert.Single(cards.Select(c => c.Id).Distinct());
        Assert.Equal("P2026-002", (await bench.ProjectAsync(details with { RequestKey = "k2" })).Number);
    }
}
