using CEBase.Catalogue;
using CEBase.Enrollment;

namespace CEBase.Tests.Enrollment;

public sealed class SeatTests
{
    [Theory, BothDatabases]
    public async Task A_seat_given_back_goes_to_the_next_in_line_in_the_same_transaction(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 1);
        var people = await bench.LearnersAsync(3);
        foreach (var id in people)
        {
            await bench.ApplyAsync(id);
        }

        await bench.TakeAsync(people[0], "remove");

        Assert.Equal(EnrolmentStates.Withdrawn, await bench.StateAsync(people[0]));
        Assert.Equal(EnrolmentStates.Admitted, await bench.StateAsync(people[1]));
        Assert.Equal(1, (await bench.ApplyAsync(people[2])).Place);
        Assert.Equal(["promote", "queue", "enrol"], await StepsAsync(bench, people[1]));
    }

    [Theory, BothDatabases]
    public async Task Raising_the_capacity_seats_those_who_wait(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 1);
        var people = await bench.LearnersAsync(4);
        foreach (var id in people)
        {
            await bench.ApplyAsync(id);
        }

        await bench.ResizeAsync(3);

        Assert.Equal(3, await bench.CountAsync(EnrolmentStates.Admitted));
        Assert.Equal(EnrolmentStates.Waitlisted, await bench.StateAsync(people[3]));
    }

    [Theory, BothDatabases]
    public async Task Fewer_seats_than_are_taken_are_refused_and_nothing_changes(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 3);
        foreach (var id in await bench.LearnersAsync(3))
        {
            await bench.ApplyAsync(id);
        }

        var refusal = await Assert.ThrowsAsync<Refusal>(() => bench.ResizeAsync(2));

        Assert.Equal("seats_below_taken", refusal.Code);
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task A_group_is_seated_whole_or_waits_whole(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 4);
        var people = await bench.LearnersAsync(8);
        await bench.ApplyAsync(people[0]);

        var waiting = await bench.GroupAsync(people[1..5]);
        Assert.Equal(EnrolmentStates.Waitlisted, waiting.State);
        Assert.Equal(4, await bench.CountAsync(EnrolmentStates.Waitlisted));

        // Somebody alone fits beside the group that doesn't.
        Assert.Equal(EnrolmentStates.Admitted, (await bench.ApplyAsync(people[6])).State);

        await bench.TakeAsync(people[0], "remove");
        Assert.Equal(4, await bench.CountAsync(EnrolmentStates.Waitlisted));
        await bench.TakeAsync(people[6], "remove");
        Assert.Equal(4, await bench.CountAsync(EnrolmentStates.Admitted));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task Someone_whose_group_is_at_its_cap_waits_and_others_pass(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 5, null, new SeatQuota { Id = 1, ClassId = SeatBench.ClassId, Label = "单位甲", Employer = "单位甲", Seats = 1 });
        var own = await bench.LearnersAsync(2, "单位甲");
        var other = await bench.LearnersAsync(1, "单位乙", from: 50);

        Assert.Equal(EnrolmentStates.Admitted, (await bench.ApplyAsync(own[0], "单位甲")).State);
        Assert.Equal(EnrolmentStates.Waitlisted, (await bench.ApplyAsync(own[1], "单位甲")).State);
        Assert.Equal(EnrolmentStates.Admitted, (await bench.ApplyAsync(other[0], "单位乙")).State);

        await bench.TakeAsync(own[0], "remove");
        Assert.Equal(EnrolmentStates.Admitted, await bench.StateAsync(own[1]));
    }

    [Theory, BothDatabases]
    public async Task Applying_again_after_withdrawal_reuses_the_enrolment_and_goes_to_the_end_of_the_line(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 1);
        var people = await bench.LearnersAsync(3);
        var first = await bench.ApplyAsync(people[0]);
        await bench.ApplyAsync(people[1]);
        await bench.ApplyAsync(people[2]);
        await bench.TakeAsync(people[0], "remove");

        var again = await bench.ApplyAsync(people[0]);

        Assert.Equal(first.EnrolmentId, again.EnrolmentId);
        Assert.Equal((EnrolmentStates.Waitlisted, 2), (again.State, again.Place));
    }

    [Theory, BothDatabases]
    public async Task A_reviewed_class_keeps_applications_pending_until_staff_admit(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 1, card => card with { NeedsReview = true });
        var people = await bench.LearnersAsync(2);
        Assert.Equal(EnrolmentStates.Pending, (await bench.ApplyAsync(people[0])).State);
        await bench.ApplyAsync(people[1]);

        await bench.TakeAsync(people[0], "admit");
        var refusal = await Assert.ThrowsAsync<Refusal>(() => bench.TakeAsync(people[1], "admit"));

        Assert.Equal("seats_full", refusal.Code);
        Assert.Equal(1, await bench.CountAsync(EnrolmentStates.Admitted));
    }

    [Theory, BothDatabases]
    public async Task Admitting_out_of_turn_asks_for_a_reason(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 2, null, new SeatQuota { Id = 1, ClassId = SeatBench.ClassId, Label = "单位甲", Employer = "单位甲", Seats = 1 });
        var people = await bench.LearnersAsync(3, "单位甲");
        foreach (var id in people)
        {
            await bench.ApplyAsync(id, "单位甲");
        }

        var refusal = await Assert.ThrowsAsync<Refusal>(() => bench.TakeAsync(people[2], "admit", comment: null));

        Assert.Equal("seats_group_full", refusal.Code);
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_class_ends_every_enrolment_and_takes_no_more(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 1);
        var people = await bench.LearnersAsync(3);
        await bench.ApplyAsync(people[0]);
        await bench.ApplyAsync(people[1]);

        await bench.MoveClassAsync(ClassStates.Cancelled);

        Assert.Equal(2, await bench.CountAsync(EnrolmentStates.Withdrawn));
        Assert.Equal("class_not_open", (await Assert.ThrowsAsync<Refusal>(() => bench.ApplyAsync(people[2]))).Code);
        Assert.Null(await bench.StateAsync(people[2]));
    }

    [Theory, BothDatabases]
    public async Task The_line_ends_when_the_class_begins(DatabaseKind kind)
    {
        await using var bench = await SeatBench.StartAsync(kind, 1);
        var people = await bench.LearnersAsync(2);
        await bench.ApplyAsync(people[0]);
        await bench.ApplyAsync(people[1]);

        await bench.MoveClassAsync(ClassStates.Running);
        await bench.TakeAsync(people[0], "remove");

        Assert.Equal(EnrolmentStates.Refused, await bench.StateAsync(people[1]));
        Assert.Equal(0, await bench.CountAsync(EnrolmentStates.Admitted));
    }

    private static Task<List<string>> StepsAsync(SeatBench bench, long learnerId) => bench.Database.ReadAsync(async db =>
    {
        var id = await db.ScalarAsync<long>("SELECT id FROM enrolment WHERE learner_id = @learnerId", new { learnerId });
        return (await bench.Bench.Services.GetRequiredService<Trace>().OfAsync(db, EnrolmentStates.RecordType, id)).Select(t => t.Step).ToList();
    });
}
