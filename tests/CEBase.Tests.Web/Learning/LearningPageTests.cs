using System.Net;
using System.Net.Http.Json;

namespace CEBase.Tests.Web.Learning;

/// <summary>Attendance, hours and transcripts through pages and API, on the sample base.</summary>
public sealed class LearningPageTests : IAsyncLifetime
{
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.WithDemoAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private sealed record Taught
    {
        public long Id { get; init; }
        public string ClassNo { get; init; } = "";
        public string Path => $"/console/classes/{ClassNo}/attendance/{Id}";
    }

    private async Task<Taught> SessionAsync(bool confirmed) => (await _site.Database.ReadAsync(s => s.FirstAsync<Taught>("""
        SELECT s.id, c.class_no FROM class_session s JOIN training_class c ON c.id = s.class_id LEFT JOIN session_register r ON r.session_id = s.id
        WHERE c.state IN ('running', 'ended') AND s.day < @Today AND coalesce(r.state, 'open') = @State AND EXISTS (SELECT 1 FROM enrolment e WHERE e.class_id = c.id AND e.state = 'admitted')
        ORDER BY s.day DESC LIMIT 1
        """, new { Today = TimeProvider.System.Today(), State = confirmed ? "confirmed" : "open" })))!;

    private Task<long> EntriesAsync(long lesson) => _site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM hour_entry WHERE source = 'session' AND source_id = @lesson", new { lesson }));

    [Fact]
    public async Task Every_page_of_learning_draws_for_staff()
    {
        var staff = await _site.SignedInAsync("admin@example.com");
        var lesson = await SessionAsync(confirmed: true);
        var learner = await _site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT max(learner_id) FROM hour_entry"));
        foreach (var address in new[]
        {
            $"/console/classes/{lesson.ClassNo}/attendance", lesson.Path, lesson.Path + "/code", lesson.Path + "/code?handler=Live", lesson.Path + "/correct",
            $"/console/classes/{lesson.ClassNo}/hours", $"/console/classes/{lesson.ClassNo}/results", $"/console/learners/{learner}/hours", $"/console/learners/{learner}/archive", "/console/hours", "/console/hours?year=2020",
        })
        {
            var page = await staff.PageAsync(address);
            Assert.Empty(page.QuerySelectorAll("[style], [onclick], main script:not([src])"));
        }
        foreach (var address in new[] { $"/console/classes/{lesson.ClassNo}/hours?handler=Export", $"/console/learners/{learner}/archive?handler=Export" })
        {
            var file = await staff.GetAsync(address);
            Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Marking_the_rest_and_confirming_twice_posts_once()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var lesson = await SessionAsync(confirmed: false);

        var saved = await staff.SubmitAsync(lesson.Path, form => form["rest"] = "present", "main form[action$='handler=Save']");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var token = (await staff.PageAsync(lesson.Path)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var body = new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["step"] = "confirm", ["comment"] = "课表已核对", ["passReviews"] = "true" };
        var first = await staff.PostAsync(lesson.Path + "?handler=Step", new FormUrlEncodedContent(body));
        var posted = await EntriesAsync(lesson.Id);
        var second = await staff.PostAsync(lesson.Path + "?handler=Step", new FormUrlEncodedContent(body));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.True(posted > 0);
        Assert.Equal(posted, await EntriesAsync(lesson.Id));
        Assert.Contains("学时已确认", (await staff.PageAsync(lesson.Path)).Body!.TextContent);
    }

    [Fact]
    public async Task A_correction_without_a_reason_keeps_what_was_typed_and_with_one_reverses()
    {
        var office = await _site.SignedInAsync("office@example.com");
        var lesson = await SessionAsync(confirmed: true);
        var learner = await _site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT learner_id FROM attendance_mark WHERE session_id = @Id AND state = 'Present' LIMIT 1", new { lesson.Id }));
        var before = await EntriesAsync(lesson.Id);
        void Fill(Dictionary<string, string> form) => (form["LearnerId"], form["State"]) = (learner.ToString(), "Absent");

        var refused = await office.SubmitAsync(lesson.Path + "/correct", Fill);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var again = await refused.ParseAsync();
        Assert.Contains("更正学时需要写明原因", again.Body!.TextContent);
        Assert.Equal("Absent", again.QuerySelector("select[name=State] option[selected]")!.GetAttribute("value"));
        Assert.Equal(before, await EntriesAsync(lesson.Id));

        Assert.Equal(HttpStatusCode.Redirect, (await office.SubmitAsync(lesson.Path + "/correct", form => { Fill(form); form["Reason"] = "授课教师书面说明其未到课"; })).StatusCode);
        Assert.Equal(before + 1, await EntriesAsync(lesson.Id));
    }

    [Fact]
    public async Task A_learner_sees_the_year_makes_a_transcript_and_anybody_verifies_it()
    {
        var learner = await _site.SignedInAsync("learner001@example.com");
        var year = TimeProvider.System.Today().Year;
        Assert.Contains("陕西省年度学时", (await learner.PageAsync("/my/hours")).Body!.TextContent);
        Assert.Contains("学时明细", (await learner.PageAsync("/my")).Body!.TextContent);

        var made = await learner.SubmitAsync($"/my/hours?year={year}", selector: "main form[action*='handler=Transcript']");
        var twice = await learner.SubmitAsync($"/my/hours?year={year}", selector: "main form[action*='handler=Transcript']");
        Assert.Equal(made.Headers.Location, twice.Headers.Location);
        var paper = await learner.PageAsync(made.Headers.Location!.ToString());
        Assert.Contains("继续教育学时证明", paper.Body!.TextContent);

        var code = made.Headers.Location!.ToString().Split('/')[^1];
        var visitor = _site.Visitor();
        Assert.Contains("学时证明属实", (await visitor.PageAsync($"/verify?code={code.ToLowerInvariant()}")).Body!.TextContent);
        var slip = code[..^1] + (code[^1] == 'A' ? 'B' : 'A');
        Assert.Contains("核验码有误", await (await visitor.GetAsync($"/verify?code={slip}")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await (await _site.SignedInAsync("learner002@example.com")).GetAsync(made.Headers.Location!.ToString())).StatusCode);
    }

    [Fact]
    public async Task The_api_tells_the_year_against_each_rule_and_refuses_a_bad_year()
    {
        var client = _site.Visitor();
        var signed = await client.PostAsJsonAsync("/api/v1/auth/sign-in", new { account = "learner001@example.com", password = TestSettings.DemoPassword });
        var access = (await signed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new("Bearer", access);

        var hours = await client.GetFromJsonAsync<JsonElement>("/api/v1/me/hours");
        var bad = await client.GetAsync("/api/v1/me/hours?year=20x6");

        Assert.Equal(TimeProvider.System.Today().Year, hours.GetProperty("year").GetInt32());
        Assert.Equal(hours.GetProperty("total").GetDecimal(), hours.GetProperty("entries").EnumerateArray().Sum(e => e.GetProperty("hours").GetDecimal()));
        Assert.Equal(["SX-80", "CN-90"], hours.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("code").GetString()!));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Contains("year_invalid", await bad.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Visitor().GetAsync("/api/v1/me/hours")).StatusCode);
    }

    [Fact]
    public async Task A_scanned_code_checks_in_once_and_a_wrong_one_says_why()
    {
        // A session that runs now, in a class of the learner's own.
        var (lesson, classNo) = await _site.Database.WriteAsync(async s =>
        {
            var now = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
            var seat = (await s.FirstAsync<Seat>("""
                SELECT e.class_id, c.class_no FROM enrolment e JOIN learner l ON l.id = e.learner_id JOIN training_class c ON c.id = e.class_id
                WHERE l.email = 'learner001@example.com' AND e.state = 'admitted' ORDER BY e.id LIMIT 1
                """))!;
            var id = await s.InsertAsync("""
                INSERT INTO class_session (class_id, day, starts_at, ends_at, hours, topic, room) VALUES (@ClassId, @Day, '00:00', '23:59', 40, '签到测试', '101')
                """, new { seat.ClassId, Day = DateOnly.FromDateTime(now.DateTime) });
            return (id, seat.ClassNo);
        });
        var adviser = await _site.SignedInAsync("staff@example.com");
        var screen = await adviser.PageAsync($"/console/classes/{classNo}/attendance/{lesson}/code");
        var digits = screen.QuerySelector("#code .display-3")!.TextContent.Replace(" ", "");
        var learner = await _site.SignedInAsync("learner001@example.com");

        var wrong = await learner.GetAsync($"/check-in?s={lesson}&c=000000000000aaaa");
        var done = await learner.SubmitAsync("/check-in", form => form["Code"] = digits);
        var twice = await learner.SubmitAsync("/check-in", form => form["Code"] = digits);

        Assert.Contains("签到码不对或已过期", await wrong.Content.ReadAsStringAsync());
        Assert.Contains("签到成功", (await done.ParseAsync()).QuerySelector("main")!.TextContent);
        Assert.Contains("您已签到", (await twice.ParseAsync()).QuerySelector("main")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await _site.Visitor().GetAsync($"/check-in?s={lesson}&c={digits}")).StatusCode);
    }

    private sealed record Seat
    {
        public long ClassId { get; init; }
        public string ClassNo { get; init; } = "";
    }
}
