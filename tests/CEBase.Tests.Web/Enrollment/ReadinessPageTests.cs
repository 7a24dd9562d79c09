using System.Net;

namespace CEBase.Tests.Web.Enrollment;

/// <summary>Lodging, the check of the roster and agreements through their pages, on the sample base.</summary>
public sealed class ReadinessPageTests(DemoSite demo) : IAsyncLifetime
{
    private static readonly int Year = TimeProvider.System.Today().Year;
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await demo.ForTestAsync();

    public async ValueTask DisposeAsync() => await demo.DoneAsync(_site);

    private Task<string> LearnerOfAsync(string no, string more = "") => _site.Database.ReadAsync(async s => (await s.ScalarAsync<string>($"""
        SELECT l.email FROM enrolment e JOIN learner l ON l.id = e.learner_id JOIN training_class c ON c.id = e.class_id WHERE c.class_no = @No AND e.state = 'admitted' {more} ORDER BY e.id LIMIT 1
        """, new { No = $"{Year}-{no}" }))!);

    /// <summary>Makes the class recruit from the public under an approved project, whatever the sample base has.</summary>
    private Task OpenAsync(string no) => _site.Database.WriteAsync(async s =>
    {
        var unit = await s.InsertAsync("INSERT INTO owning_unit (name, filing_no, is_suspended, suspended_reason, is_legal_person, disciplines) VALUES ('测试学院', 'B-1', FALSE, '', FALSE, '')");
        var project = await s.InsertAsync("""
            INSERT INTO project (number, state, state_since, year, name, unit_id, funding, form, task, is_open_enrolment, is_service_only, audience, headcount, starts_on, ends_on, hours, fee, city, version)
            VALUES ('P1999-001', 'approved', '2026-01-01T00:00:00.000Z', 1999, '公开班', @unit, 'Open', 'training', 'post', TRUE, FALSE, '', 50, '2026-01-01', '2026-12-31', 80, 0, '', 1)
            """, new { unit });
        await s.ExecuteAsync("UPDATE training_class SET project_id = @project WHERE class_no = @No", new { project, No = $"{Year}-{no}" });
        await s.ExecuteAsync("INSERT INTO agreement_text (version, title, text, published_at, published_by) VALUES (901, '学员知情协议', '## 费用与退费', '2026-01-01T00:00:00.000Z', '基地')");
    });

    [Theory, Reads]
    [InlineData("staff@example.com")]
    [InlineData("adviser@example.com")]
    public async Task The_pages_of_lodging_and_of_the_roster_draw(string login)
    {
        var client = await _site.SignedInAsync(login);
        foreach (var address in new[] { $"/console/classes/{Year}-015/logistics", $"/console/classes/{Year}-022/roster-check", $"/console/classes/{Year}-015/roster-check" })
        {
            var page = await client.PageAsync(address);
            Assert.Empty(page.QuerySelectorAll("[style], [onclick], main script:not([src])"));
        }
        Assert.Contains("第 01 间", (await client.PageAsync($"/console/classes/{Year}-015/logistics")).Body!.InnerHtml);
        var file = await client.GetAsync($"/console/classes/{Year}-015/logistics?handler=Export");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.Content.Headers.ContentType!.MediaType);
    }

    [Fact, Reads]
    public async Task Lodging_is_not_for_the_eyes_of_auditors_and_finance()
    {
        foreach (var login in new[] { "auditor@example.com", "finance@example.com" })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await (await _site.SignedInAsync(login)).GetAsync($"/console/classes/{Year}-015/logistics")).StatusCode);
        }
    }

    [Fact]
    public async Task Staff_set_what_is_asked_share_out_beds_and_reveal_a_contact()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var page = $"/console/classes/{Year}-018/logistics";
        Assert.Equal(302, (int)(await staff.SubmitAsync(page, form => { form["Input.UsesLodging"] = "true"; form["Input.AsksContact"] = "true"; }, "form[action$='handler=Set']")).StatusCode);
        var learner = await _site.SignedInAsync(await LearnerOfAsync("018"));
        var stay = $"/my/enrolments/{Year}-018/stay";
        Assert.Null((await learner.PageAsync(stay)).QuerySelector("[name='Input.Diet']"));
        var wrong = await learner.SubmitAsync(stay, form => { form["Input.Roommate"] = "某同学"; form["Input.ContactPhone"] = "123"; form["Input.ContactName"] = "家属"; });
        Assert.Contains("某同学", await wrong.Content.ReadAsStringAsync());
        Assert.Equal(302, (int)(await learner.SubmitAsync(stay, form => { form["Input.ContactPhone"] = "13912345678"; form["Input.ContactName"] = "家属"; })).StatusCode);
        Assert.Equal(302, (int)(await staff.SubmitAsync(page, selector: "form[action$='handler=Propose']")).StatusCode);
        var revealed = await staff.SubmitAsync(page, selector: "form[action$='handler=Reveal']");
        Assert.Contains("13912345678", await revealed.Content.ReadAsStringAsync());
        Assert.DoesNotContain("13912345678", await (await staff.GetAsync(page)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Applying_to_an_open_class_records_the_version_that_stood_above_the_button()
    {
        await OpenAsync("025");
        var learner = await _site.SignedInAsync("learner300@example.com");
        Assert.Contains("学员知情协议", (await learner.PageAsync($"/classes/{Year}-025/apply")).Body!.TextContent);
        Assert.Equal(302, (int)(await learner.SubmitAsync($"/classes/{Year}-025/apply")).StatusCode);
        Assert.Equal(1, await _site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM agreement_consent WHERE agreement_version = 901")));
        Assert.Contains("同意", (await learner.PageAsync($"/my/enrolments/{Year}-025/agreement")).Body!.TextContent);
    }

    [Fact]
    public async Task Applying_by_the_api_leaves_the_agreement_to_be_given_by_api_or_page_before_checking_in()
    {
        await OpenAsync("025");
        var learner = await _site.SignedInAsync("learner301@example.com");
        Assert.Equal(HttpStatusCode.Created, (await learner.PostAsync($"/api/v1/classes/{Year}-025/enrolments", null)).StatusCode);
        var text = await learner.GetAsync($"/api/v1/classes/{Year}-025/agreement");
        Assert.Contains("学员知情协议", await text.Content.ReadAsStringAsync());
        Assert.Contains("待同意", (await learner.PageAsync($"/my/enrolments/{Year}-025")).Body!.TextContent);
        Assert.Equal(HttpStatusCode.Conflict, (await learner.PostAsync($"/api/v1/classes/{Year}-025/agreement?agreement=999999", null)).StatusCode);
        var id = await _site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT id FROM agreement_text WHERE version = 901"));
        Assert.Equal(HttpStatusCode.NoContent, (await learner.PostAsync($"/api/v1/classes/{Year}-025/agreement?agreement={id}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await learner.GetAsync($"/api/v1/classes/{Year}-025/agreement")).StatusCode);
    }

    [Fact]
    public async Task Who_has_not_agreed_is_listed_for_staff_and_led_from_check_in_to_the_agreement()
    {
        await OpenAsync("015");
        var staff = await _site.SignedInAsync("staff@example.com");
        Assert.Contains("还没有同意", (await staff.PageAsync($"/console/classes/{Year}-015/roster-check")).Body!.TextContent);
        var learner = await _site.SignedInAsync(await LearnerOfAsync("015", "AND NOT EXISTS (SELECT 1 FROM agreement_consent a WHERE a.learner_id = l.id AND a.class_id = e.class_id)"));
        Assert.Equal(302, (int)(await learner.SubmitAsync($"/my/enrolments/{Year}-015/agreement?back=%2Fcheck-in")).StatusCode);
        Assert.Contains("已同意", (await learner.PageAsync($"/my/enrolments/{Year}-015/agreement")).Body!.TextContent);
    }
}
