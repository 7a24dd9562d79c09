using System.Net;

namespace CEBase.Tests.Web.Catalogue;

/// <summary>Checklist, board and calendar over the demo base.</summary>
public sealed class ClassLifePageTests
{
    private static readonly DateOnly Today = TimeProvider.System.Today();

    [Fact]
    public async Task Staff_take_a_step_on_the_checklist_and_see_it_done_with_its_trace()
    {
        await using var site = await Site.WithDemoAsync();
        var staff = await site.SignedInAsync("staff@example.com");
        var address = $"/console/classes/{Today.Year}-024/gates";
        var before = await staff.PageAsync(address);
        Assert.Equal(3, before.QuerySelectorAll(".cl-block").Length);
        Assert.NotEmpty(before.QuerySelectorAll(".cl-line a.ce-citation"));

        var taken = await staff.SubmitAsync(address, selector: ".cl-act form");
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        var after = await staff.PageAsync(address);
        Assert.Contains("列入计划", after.QuerySelector(".cl-taken")!.TextContent);
        Assert.NotNull(after.QuerySelector("#gate-open .cl-act button[disabled]"));
    }

    [Fact]
    public async Task A_step_that_is_stopped_is_refused_in_a_sentence_and_the_checklist_stays()
    {
        await using var site = await Site.WithDemoAsync();
        var staff = await site.SignedInAsync("staff@example.com");
        var address = $"/console/classes/{Today.Year}-024/gates";
        var refused = await staff.SubmitAsync(address, form => form["step"] = "open", ".cl-act form");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = await refused.ParseAsync();
        Assert.Contains("不能开放报名", page.QuerySelector(".ce-error-summary")!.TextContent);
        Assert.Equal(3, page.QuerySelectorAll(".cl-block").Length);
    }

    [Fact]
    public async Task The_board_shows_the_soonest_of_a_column_with_the_whole_count_and_a_link_to_the_rest()
    {
        await using var site = await Site.WithDemoAsync();
        await site.Database.WriteAsync(s => s.ExecuteAsync("""
            INSERT INTO training_class (class_no, course_id, name, subject, form, task, state, state_since, funding, starts_on, ends_on, enrol_from, enrol_until, city, venue, is_online,
              capacity, needs_review, client, hours, fee, who_pays, audience, requirements, syllabus, materials, board, lodging, version)
            VALUES (@No, (SELECT min(id) FROM course), '批量班', 'ProfessionalSubject', 'training', 'professional-subject', 'planned', '2026-01-01T00:00:00.000Z', 'Fiscal', '2030-01-01', '2030-01-02', '2029-01-01',
              '2029-02-01', '西安', '一号楼', FALSE, 10, FALSE, '', 80, 0, '', '', '', '', '', '', '', 1)
            """, Enumerable.Range(0, 300).Select(n => new { No = $"2030-{n:000}" })));
        var page = await (await site.SignedInAsync("staff@example.com")).PageAsync("/console/classes/board");
        var planned = page.QuerySelector("[aria-labelledby=state-planned]")!;
        Assert.Equal(8, planned.QuerySelectorAll(".cl-card").Length);
        var total = int.Parse(planned.QuerySelector("h2 span")!.TextContent);
        Assert.True(total >= 302);
        Assert.Contains($"全部 {total} 个班", planned.QuerySelector(".cl-column-more")!.TextContent);
        Assert.Contains("state=planned", planned.QuerySelector(".cl-column-more")!.GetAttribute("href"));
        Assert.NotEmpty(planned.QuerySelectorAll(".cl-card-gates .ce-tone-stopped"));
    }

    [Fact]
    public async Task The_calendar_marks_a_room_held_twice_and_a_learner_who_sits_in_two_classes()
    {
        await using var site = await Site.WithDemoAsync();
        var staff = await site.SignedInAsync("staff@example.com");
        var db = await site.Database.ReadAsync(s => s.FirstAsync<Row>("""
            SELECT s.day, s.starts_at AS starts, s.ends_at AS ends, s.room, c.venue, c.class_no FROM class_session s JOIN training_class c ON c.id = s.class_id
            WHERE c.state = 'open' AND s.room <> '' ORDER BY s.day
            """));
        await site.Database.WriteAsync(async s =>
        {
            var other = await s.ScalarAsync<long>("SELECT id FROM training_class WHERE state = 'planned' AND is_online = FALSE ORDER BY id");
            await s.ExecuteAsync("UPDATE training_class SET venue = @Venue WHERE id = @other", new { db!.Venue, other });
            await s.ExecuteAsync("INSERT INTO class_session (class_id, day, starts_at, ends_at, hours, topic, room) VALUES (@other, @Day, @Starts, @Ends, 40, '同时在同一教室', @Room)",
                new { other, db.Day, db.Starts, db.Ends, db.Room });
            // Everybody of the open class sits in the planned one, too.
            await s.ExecuteAsync("""
                INSERT INTO enrolment (class_id, learner_id, state, source, turn, applied_at)
                SELECT @other, e.learner_id, 'admitted', 'staff', 0, e.applied_at FROM enrolment e JOIN training_class c ON c.id = e.class_id WHERE c.class_no = @ClassNo AND e.state = 'admitted'
                """, new { other, db.ClassNo });
        });

        foreach (var address in new[] { $"/console/calendar?day={db!.Day}", $"/console/calendar?day={db.Day}&by=room", $"/console/calendar?day={db.Day}&view=month" })
        {
            var page = await staff.PageAsync(address);
            var rules = page.QuerySelectorAll(".cl-clashes [data-rule]").Select(f => f.GetAttribute("data-rule")).ToHashSet();
            Assert.Contains("schedule.room-clash", rules);
            Assert.Contains("schedule.learner-clash", rules);
        }
        var filtered = await staff.PageAsync($"/console/calendar?day={db.Day}&room={Uri.EscapeDataString(db.Room)}&clash=1");
        Assert.True(filtered.QuerySelectorAll(".cl-cal-week .cl-entry").Length >= 2);
        Assert.All(filtered.QuerySelectorAll(".cl-cal-week .cl-entry-more"), e => Assert.EndsWith(db.Room, e.TextContent.Trim()));
        Assert.Contains("这段时间没有课", (await staff.PageAsync("/console/calendar?day=2030-05-05")).Body!.TextContent);
    }

    private sealed record Row
    {
        public string Day { get; init; } = "";
        public string Starts { get; init; } = "";
        public string Ends { get; init; } = "";
        public string Room { get; init; } = "";
        public string Venue { get; init; } = "";
        public string ClassNo { get; init; } = "";
    }
}
