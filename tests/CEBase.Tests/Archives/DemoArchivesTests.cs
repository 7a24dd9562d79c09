using CEBase.Catalogue.Archives;

namespace CEBase.Tests.Archives;

public sealed class DemoArchivesTests
{
    [Theory, BothDatabases]
    public async Task Sample_classes_that_are_closed_have_frozen_archives_that_verify_and_ended_ones_have_something_to_do(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        bench.Clock.Set(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));
        await bench.RecipeAsync("npu");
        await bench.RecipeAsync("demo");
        await bench.RecipeAsync("demo");

        var closed = await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(*) FROM training_class WHERE state IN ('closed', 'archived')"));
        Assert.True(closed >= 8);
        Assert.Equal(closed, await bench.RunAsync<ArchiveChecker, int>(c => c.CheckAllAsync()));
        Assert.Equal(0, await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(*) FROM archive_check WHERE changed + missing + untracked > 0")));
        var today = bench.Clock.Today();
        var (frozen, open) = await bench.RunAsync<ArchiveOverview, (IReadOnlyList<ArchiveRow>, IReadOnlyList<ArchiveView>)>(o => bench.Database.ReadAsync(async s =>
            ((await o.FrozenAsync(s, false, 1, 50)).Rows, await o.OpenAsync(s, null, 50))));
        Assert.All(frozen, f => Assert.Equal(100, f.Archive.Percent));
        Assert.Contains(open, a => a.LateOn(today) > 0);
        Assert.Contains(open, a => a.MissingLines.Any(l => l.On(today) == ArchiveStanding.Missing));
        await using var scope = bench.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetServices<IWorkProvider>().OfType<ArchiveWork>().Single();
        Assert.NotEmpty(await bench.Database.ReadAsync(s => work.ForAsync(s, SystemUser.Instance, today)));
    }
}
