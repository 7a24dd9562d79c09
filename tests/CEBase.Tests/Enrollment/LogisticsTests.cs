using CEBase.Catalogue;
using CEBase.Enrollment;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Logistics;
using CEBase.Tests.Learning;
using EnrolmentPermissions = CEBase.Enrollment.Permissions;

namespace CEBase.Tests.Enrollment;

/// <summary>Rooms, meals and contacts of a running class of five; the class ends on 1 April 2026.</summary>
public sealed class LogisticsTests
{
    private static readonly TestUser Staff = new(1, EnrolmentPermissions.Logistics, "Classes.Manage");
    private static readonly LogisticsSetting Everything = new() { UsesLodging = true, UsesMeals = true, AsksDiet = true, AsksContact = true };
    private static readonly StayStatement Full = new()
    {
        NeedsLodging = true, Eats = true, Diet = "清真", AgreesToDiet = true, ContactName = "张兰", ContactRelation = "配偶", ContactPhone = "13912345678",
    };

    private sealed class Running(Bench bench, SampleClass sample, string classNo)
    {
        public Bench Bench => bench;
        public SampleClass Sample => sample;
        public string ClassNo => classNo;

        public Task DeskAsync(Func<LogisticsService, DbScope, Task> work) => bench.RunAsync<LogisticsService>(desk => bench.Database.WriteAsync(s => work(desk, s)));

        public async Task StateAsync(int learner, StayStatement statement)
        {
            var account = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT account_id FROM learner WHERE id = @Id", new { Id = sample.Learners[learner] }));
            await bench.RunAsync<StayService>(desk => bench.Database.WriteAsync(s => desk.SaveAsync(s, classNo, statement, new TestUser(account, EnrolmentPermissions.Own))));
        }

        public Task<long> CountAsync(string table) => bench.Database.ReadAsync(s => s.ScalarAsync<long>($"SELECT count(*) FROM {table}"));

        public Task<IReadOnlyList<Stay>> StaysAsync() => bench.Database.ReadAsync(s => bench.Services.GetRequiredService<LogisticsRepository>().StaysAsync(s, sample.Id));
    }

    private static async Task<Running> StartAsync(DatabaseKind kind, LogisticsSetting? setting = null)
    {
        var bench = await Bench.WithRecipesAsync(kind, "npu");
        var sample = await SampleClass.MakeAsync(bench);
        var classNo = await bench.Database.WriteAsync(async s =>
        {
            for (var i = 0; i < 5; i++)
            {
                await s.ExecuteAsync("UPDATE learner SET sex = @Sex, created_at = '2026-01-01T00:00:00.000Z', updated_at = '2026-01-01T00:00:00.000Z' WHERE id = @Id", new { Sex = i < 3 ? Sexes.Female : Sexes.Male, Id = sample.Learners[i] });
            }
            return (await s.ScalarAsync<string>("SELECT class_no FROM training_class WHERE id = @Id", new { sample.Id }))!;
        });
        var running = new Running(bench, sample, classNo);
        await running.DeskAsync((desk, s) => desk.SetAsync(s, classNo, setting ?? Everything, Staff));
        return running;
    }

    [Theory, BothDatabases]
    public async Task Needs_and_contacts_lie_encrypted_and_only_when_asked_and_agreed_to(DatabaseKind kind)
    {
        var running = await StartAsync(kind);
        await using var bench = running.Bench;
        Assert.Equal("diet_consent", (await Assert.ThrowsAsync<Refusal>(() => running.StateAsync(0, Full with { AgreesToDiet = false }))).Code);
        Assert.Equal("contact_phone", (await Assert.ThrowsAsync<Refusal>(() => running.StateAsync(0, Full with { ContactPhone = "abc" }))).Code);
        Assert.Equal("arrival_day", (await Assert.ThrowsAsync<Refusal>(() => running.StateAsync(0, Full with { ArrivesOn = new(2025, 1, 1) }))).Code);
        await running.StateAsync(0, Full);
        var stay = (await running.StaysAsync()).Single(s => s.LearnerId == running.Sample.Learners[0]);
        var kept = (await bench.Database.ReadAsync(db => bench.Services.GetRequiredService<LogisticsRepository>().SecretsAsync(db, [stay.EnrolmentId])))[stay.EnrolmentId];
        Assert.DoesNotContain("清真", kept.Diet!);
        Assert.DoesNotContain("13912345678", kept.ContactPhone!);
        Assert.Equal("139****5678", stay.PhoneMasked);
        await running.StateAsync(0, Full with { Diet = "", AgreesToDiet = false });
        Assert.Equal(0, await running.CountAsync("dietary_need"));
    }

    [Fact]
    public async Task What_the_class_does_not_ask_for_is_not_kept_even_when_it_is_sent()
    {
        var running = await StartAsync(DatabaseKind.Sqlite, new LogisticsSetting { UsesLodging = true });
        await using var bench = running.Bench;
        await running.StateAsync(0, Full);
        Assert.Equal((0, 0), (await running.CountAsync("dietary_need"), await running.CountAsync("emergency_contact")));
        Assert.False((await running.StaysAsync()).Single(s => s.LearnerId == running.Sample.Learners[0]).Eats);

        await running.DeskAsync((desk, s) => desk.SetAsync(s, running.ClassNo, new LogisticsSetting { Version = 1 }, Staff));
        Assert.Equal("stay_not_asked", (await Assert.ThrowsAsync<Refusal>(() => running.StateAsync(0, Full))).Code);
    }

    [Fact]
    public async Task Asking_no_more_deletes_at_once()
    {
        var running = await StartAsync(DatabaseKind.Sqlite);
        await using var bench = running.Bench;
        await running.StateAsync(0, Full);
        await running.DeskAsync((desk, s) => desk.SetAsync(s, running.ClassNo, Everything with { AsksDiet = false, Version = 1 }, Staff));
        Assert.Equal((0, 1), (await running.CountAsync("dietary_need"), await running.CountAsync("emergency_contact")));
        Assert.Equal("logistics_changed", (await Assert.ThrowsAsync<Refusal>(() => running.DeskAsync((desk, s) => desk.SetAsync(s, running.ClassNo, Everything with { Version = 1 }, Staff)))).Code);
    }

    [Theory, BothDatabases]
    public async Task Seven_days_after_the_end_needs_and_contacts_are_deleted_and_a_trace_stays(DatabaseKind kind)
    {
        var running = await StartAsync(kind);
        await using var bench = running.Bench;
        await running.StateAsync(0, Full);
        Assert.Equal(0, await DeleteAsync());
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET ends_on = '2026-03-09' WHERE id = @Id", new { running.Sample.Id }));
        Assert.Equal(0, await DeleteAsync());
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET ends_on = '2026-03-08' WHERE id = @Id", new { running.Sample.Id }));
        Assert.Equal(1, await DeleteAsync());
        Assert.Equal((0, 0), (await running.CountAsync("dietary_need"), await running.CountAsync("emergency_contact")));
        Assert.Equal("饮食禁忌 1 条，紧急联系人 1 条", await bench.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT comment FROM trace_entry WHERE step = 'needs_deleted'")));
        Assert.Equal(0, await DeleteAsync());

        Task<int> DeleteAsync() => bench.RunAsync<NeedsRetention, int>(keeper => keeper.DeleteDueAsync());
    }

    [Theory, BothDatabases]
    public async Task Rooms_are_proposed_and_moved_by_hand_and_never_mix(DatabaseKind kind)
    {
        var running = await StartAsync(kind);
        await using var bench = running.Bench;
        for (var i = 0; i < 5; i++)
        {
            await running.StateAsync(i, Full with { Diet = "", ContactName = "", ContactPhone = "", ContactRelation = "" });
        }
        await running.DeskAsync((desk, s) => desk.ProposeAsync(s, running.ClassNo, false, Staff));
        var stays = await running.StaysAsync();
        Assert.All(stays, s => Assert.NotNull(s.RoomId));
        Assert.All(stays.GroupBy(s => s.RoomId), room => Assert.Single(room.Select(s => s.Sex).Distinct()));
        Assert.Equal(3, stays.Select(s => s.RoomId).Distinct().Count());

        var man = stays.First(s => s.Sex == Sexes.Male);
        var womensHalfEmpty = stays.Where(s => s.Sex == Sexes.Female).GroupBy(s => s.RoomId).Single(g => g.Count() == 1).Key!.Value;
        Assert.Equal("room_sex", (await Assert.ThrowsAsync<Refusal>(() => MoveAsync(man, womensHalfEmpty))).Code);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => bench.Database.WriteAsync(s => s.ExecuteAsync(
            "UPDATE lodging_place SET room_id = @Room, bed = 2 WHERE enrolment_id = @EnrolmentId", new { Room = womensHalfEmpty, man.EnrolmentId })));
        var full = stays.Where(s => s.Sex == Sexes.Female).GroupBy(s => s.RoomId).Single(g => g.Count() == 2).Key!.Value;
        var alone = stays.Single(s => s.RoomId == womensHalfEmpty);
        Assert.Equal("room_full", (await Assert.ThrowsAsync<Refusal>(() => MoveAsync(alone, full))).Code);

        await MoveAsync(man, 0);
        Assert.Equal(4, await running.CountAsync("lodging_room"));
        await MoveAsync(alone, null);
        Assert.Equal(3, await running.CountAsync("lodging_room"));
        await running.DeskAsync((desk, s) => desk.ProposeAsync(s, running.ClassNo, false, Staff));
        Assert.All(await running.StaysAsync(), s => Assert.NotNull(s.RoomId));
        await bench.Database.WriteAsync(s => s.RaiseAsync(new SeatGivenBack(man.EnrolmentId, running.Sample.Id, man.LearnerId)));
        Assert.Equal(4, await running.CountAsync("lodging_place"));

        Task MoveAsync(Stay stay, long? room) => running.DeskAsync((desk, s) => desk.MoveAsync(s, running.ClassNo, stay.EnrolmentId, room, Staff));
    }

    [Fact]
    public async Task A_contact_is_shown_whole_to_those_who_run_the_class_only_and_leaves_a_trace()
    {
        var running = await StartAsync(DatabaseKind.Sqlite);
        await using var bench = running.Bench;
        await running.StateAsync(0, Full);
        var stay = (await running.StaysAsync()).Single(s => s.PhoneMasked.Length > 0);
        Assert.Equal("not_allowed", (await Assert.ThrowsAsync<Refusal>(() => RevealAsync(new TestUser(9, EnrolmentPermissions.Logistics, "Classes.ManageOwn")))).Code);
        Assert.Equal(("张兰", "13912345678"), await RevealAsync(Staff));
        Assert.Equal(1, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM trace_entry WHERE step = 'contact_revealed' AND record_id = @EnrolmentId", new { stay.EnrolmentId })));

        Task<(string, string)> RevealAsync(ICurrentUser user) => bench.RunAsync<LogisticsService, (string, string)>(desk =>
            bench.Database.WriteAsync(s => desk.RevealContactAsync(s, running.ClassNo, stay.EnrolmentId, user)));
    }
}
