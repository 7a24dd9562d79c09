using CEBase.Catalogue;
using CEBase.Catalogue.Classes;

namespace CEBase.Tests.Catalogue;

/// <summary>The sample base is believable: what it shows could have been made through the forms.</summary>
public sealed class SampleClassesTests
{
    [Theory, BothDatabases]
    public async Task The_demo_recipe_makes_classes_in_every_state_whose_timetables_fit_and_run_twice_changes_nothing(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu", "demo");
        var first = await CountsAsync(bench);
        await bench.RecipeAsync("demo");
        Assert.Equal(first, await CountsAsync(bench));

        var rows = await bench.Database.ReadAsync(s => s.QueryAsync<ClassRow>(ClassRow.Select));
        Assert.Superset(ClassWords.States.Select(s => s.Code).ToHashSet(), rows.Select(r => r.State).ToHashSet());
        await bench.RunAsync<IServiceProvider>(services => bench.Database.ReadAsync<int>(async db =>
        {
            foreach (var row in rows)
            {
                Assert.Empty(ClassChecks.Problems(row.Details()));
                Assert.Empty(await services.GetRequiredService<Schedule>().ClashesOfAsync(db, row.Id));
                var findings = await services.GetRequiredService<TimetableFacts>().CheckAsync(db, row);
                Assert.DoesNotContain(findings, f => f.Severity == Severity.Block && row.State != ClassStates.Draft);
                Assert.True(row.State is not ClassStates.Open || row.EnrolUntil >= bench.Clock.Today());
            }
            return 0;
        }));
    }

    private static Task<(long, long, long, long, long)> CountsAsync(Bench bench) => bench.Database.ReadAsync(async s => (
        await s.ScalarAsync<long>("SELECT count(*) FROM course"),
        await s.ScalarAsync<long>("SELECT count(*) FROM instructor"),
        await s.ScalarAsync<long>("SELECT count(*) FROM training_class"),
        await s.ScalarAsync<long>("SELECT count(*) FROM class_session"),
        await s.ScalarAsync<long>("SELECT count(*) FROM trace_entry WHERE record_type = 'TrainingClass'")));
}
