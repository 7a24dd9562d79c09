using CEBase.Catalogue;

namespace CEBase.Tests.Catalogue;

public sealed class TimetableTests
{
    [Theory, BothDatabases]
    public async Task Two_clerks_booking_the_same_instructor_at_once_book_once(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var course = await bench.CourseAsync();
        var instructor = await bench.InstructorAsync();
        var cards = new List<ClassCard>();
        for (var n = 0; n < 8; n++)
        {
            cards.Add(await bench.ClassAsync(ClassMaker.Details(bench, course) with { Venue = $"教学楼 {n}" }));
        }
        var codes = await Task.WhenAll(cards.Select(async card =>
        {
            try
            {
                await bench.SaveAsync(ClassMaker.Session(card, instructor));
                return "saved";
            }
            catch (Refusal refusal)
            {
                return refusal.Code;
            }
        }));
        Assert.Equal(1, codes.Count(c => c == "saved"));
        Assert.All(codes.Where(c => c != "saved"), c => Assert.Equal("schedule.instructor-clash", c));
    }

    [Theory, BothDatabases]
    public async Task The_same_session_sent_twice_is_one_session_and_a_change_keeps_its_number(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        var db = ClassMaker.Session(card, await bench.InstructorAsync());
        var id = await bench.SaveAsync(db);
        Assert.Equal(id, await bench.SaveAsync(db));
        Assert.Equal(id, await bench.SaveAsync(db with { Id = id, Room = "302" }));
        Assert.Equal("session_twice", (await Assert.ThrowsAsync<Refusal>(() => bench.SaveAsync(db with { Room = "303" }))).Code);
        var stored = Assert.Single(await bench.RunAsync<IClassDirectory, IReadOnlyList<LessonInfo>>(d => bench.Database.ReadAsync(s => d.SessionsAsync(s, card.Id))));
        Assert.Equal((id, "302", db.Hours, db.StartsAt), (stored.Id, stored.Room, stored.Hours, stored.StartsAt));
    }

    [Fact]
    public async Task A_suspended_instructor_or_an_unknown_one_can_not_be_put_on_a_timetable()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        var suspended = await bench.InstructorAsync(active: false);
        Assert.Equal("timetable.instructor-suspended", (await Assert.ThrowsAsync<Refusal>(() => bench.SaveAsync(ClassMaker.Session(card, suspended)))).Code);
        Assert.Equal("timetable.instructor-suspended", (await Assert.ThrowsAsync<Refusal>(() => bench.SaveAsync(ClassMaker.Session(card, 999)))).Code);
    }

    [Fact]
    public async Task The_room_of_a_cancelled_class_is_free_again()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var course = await bench.CourseAsync();
        var first = await bench.ClassAsync(ClassMaker.Details(bench, course));
        var second = await bench.ClassAsync(ClassMaker.Details(bench, course));
        await bench.SaveAsync(ClassMaker.Session(first, null));
        Assert.Equal("schedule.room-clash", (await Assert.ThrowsAsync<Refusal>(() => bench.SaveAsync(ClassMaker.Session(second, null)))).Code);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET state = 'cancelled' WHERE id = @Id", new { first.Id }));
        await bench.SaveAsync(ClassMaker.Session(second, null));
    }

    [Fact]
    public async Task A_day_is_copied_as_it_is_and_copied_twice_changes_nothing()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var card = await bench.ClassAsync(ClassMaker.Details(bench, await bench.CourseAsync()));
        await bench.SaveAsync(ClassMaker.Session(card, null, 4, "08:30", "12:00"));
        await bench.SaveAsync(ClassMaker.Session(card, null, 4, "14:00", "17:30"));
        for (var n = 0; n < 2; n++)
        {
            await bench.RunAsync<CEBase.Catalogue.Classes.TimetableService>(t => bench.Database.WriteAsync(s => t.CopyDayAsync(s, card.ClassNo, card.StartsOn, card.StartsOn.AddDays(1), SystemUser.Instance)));
        }
        var sessions = await bench.RunAsync<IClassDirectory, IReadOnlyList<LessonInfo>>(d => bench.Database.ReadAsync(s => d.SessionsAsync(s, card.Id)));
        Assert.Equal([0, 0, 1, 1], sessions.Select(s => s.Day.DayNumber - card.StartsOn.DayNumber));
    }
}
