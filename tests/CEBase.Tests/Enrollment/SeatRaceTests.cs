using CEBase.Enrollment;

namespace CEBase.Tests.Enrollment;

/// <summary>Many clients want few seats. The first test shows that these races would be seen if the claim were not guarded.</summary>
public sealed class SeatRaceTests
{
    private const int Clients = 60;
    private const int Seats = 12;

    [Fact]
    public async Task With_the_guard_off_the_harness_catches_an_oversell()
    {
        await using var bench = await SeatBench.StartAsync(DatabaseKind.PostgreSql, Seats);
        await bench.Database.WriteAsync(db => db.ExecuteAsync("CREATE TABLE naive_seat (taken integer NOT NULL)"));
        await bench.Database.WriteAsync(db => db.ExecuteAsync("INSERT INTO naive_seat (taken) VALUES (@taken)", new { taken = Seats - 1 }));

        await UnguardedRace.RunAsync(bench.Database,
            db => db.ScalarAsync<int>("SELECT taken FROM naive_seat"),
            (db, taken) => taken < Seats ? db.ExecuteAsync("UPDATE naive_seat SET taken = taken + 1") : Task.CompletedTask);

        var sold = await bench.Database.ReadAsync(db => db.ScalarAsync<int>("SELECT taken FROM naive_seat"));
        Assert.True(sold > Seats, $"The race was not seen: {sold} of {Seats} seats sold.");
    }

    [Theory, BothDatabases]
    public async Task Many_clients_at_once_fill_the_class_and_not_one_seat_more(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, Seats);
        var learners = await bench.LearnersAsync(Clients);

        var seatings = await Task.WhenAll(learners.Select(id => Task.Run(() => bench.ApplyAsync(id))));

        Assert.Equal(Seats, seatings.Count(s => s.State == EnrolmentStates.Admitted));
        Assert.Equal(Clients - Seats, seatings.Count(s => s.State == EnrolmentStates.Waitlisted));
        Assert.Equal(Enumerable.Range(1, Clients - Seats), await PlacesAsync(bench, learners));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task One_learner_pressing_twenty_times_at_once_has_one_enrolment(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, Seats);
        var learner = (await bench.LearnersAsync(1))[0];

        var seatings = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => bench.ApplyAsync(learner))));

        Assert.Single(seatings.Select(s => s.EnrolmentId).Distinct());
        Assert.Single(seatings, s => s.IsNew);
        Assert.Equal(1, await bench.CountAsync(EnrolmentStates.Admitted));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Fact]
    public async Task Two_nodes_over_one_database_never_oversell()
    {
        await using var first = await SeatBench.StartAsync(DatabaseKind.PostgreSql, Seats);
        await using var second = first.SecondNode();
        var learners = await first.LearnersAsync(Clients);

        var seatings = await Task.WhenAll(learners.Select((id, i) => Task.Run(() => (i % 2 == 0 ? first : second).ApplyAsync(id))));

        Assert.Equal(Seats, seatings.Count(s => s.State == EnrolmentStates.Admitted));
        Assert.Empty(await first.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task Seats_given_back_during_the_rush_never_stay_empty_while_someone_waits(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, Seats);
        var learners = await bench.LearnersAsync(Clients);
        await Task.WhenAll(learners.Take(Seats + 8).Select(id => Task.Run(() => bench.ApplyAsync(id))));
        var seated = new List<long>();
        foreach (var id in learners.Take(Seats + 8))
        {
            if (await bench.StateAsync(id) == EnrolmentStates.Admitted)
            {
                seated.Add(id);
            }
        }

        await Task.WhenAll(
            learners.Skip(Seats + 8).Select(id => Task.Run(() => (Task)bench.ApplyAsync(id)))
                .Concat(seated.Select(id => Task.Run(() => (Task)bench.TakeAsync(id, "remove")))));

        Assert.Equal(Seats, await bench.CountAsync(EnrolmentStates.Admitted));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    private static async Task<List<int>> PlacesAsync(SeatBench bench, IEnumerable<long> learners)
    {
        var places = new List<int>();
        foreach (var id in learners)
        {
            if ((await bench.ApplyAsync(id)).Place is { } place)
            {
                places.Add(place);
            }
        }
        places.Sort();
        return places;
    }
}
