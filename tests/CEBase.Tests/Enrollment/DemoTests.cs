using CEBase.Catalogue;

namespace CEBase.Tests.Enrollment;

public sealed class DemoTests
{
    [Theory, BothDatabases]
    public async Task The_sample_base_has_open_classes_with_seats_and_a_full_one_with_people_waiting(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        bench.Clock.Set(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));
        await bench.RecipeAsync("npu");
        await bench.RecipeAsync("demo");
        await bench.RecipeAsync("demo");

        var seats = await bench.RunAsync<ISeatAvailability, List<SeatCount>>(availability => bench.Database.ReadAsync(async db =>
        {
            var open = await db.QueryAsync<long>("SELECT id FROM training_class WHERE state = 'open'");
            return (await availability.OfAsync(db, [.. open])).Values.ToList();
        }));
        var learners = await bench.Database.ReadAsync(db => db.ScalarAsync<long>("SELECT count(*) FROM learner WHERE account_id IS NOT NULL"));

        Assert.Equal(400, learners);
        Assert.True(seats.Count(s => s.Left is >= 60 and <= 200) >= 3, string.Join("; ", seats));
        Assert.Contains(seats, s => s is { Left: 0, Waiting: >= 10 });
        Assert.Equal(0L, await bench.Database.ReadAsync(db => db.ScalarAsync<long>("""
            SELECT count(*) FROM seat_pool p WHERE p.taken <> (SELECT COALESCE(SUM(l.change), 0) FROM seat_ledger l WHERE l.class_id = p.class_id)
            """)));
    }
}
