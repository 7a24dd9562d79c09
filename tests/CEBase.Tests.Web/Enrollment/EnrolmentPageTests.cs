using System.Net;
using System.Net.Http.Json;

namespace CEBase.Tests.Web.Enrollment;

/// <summary>The main job through pages and API, on the sample base.</summary>
public sealed class EnrolmentPageTests(DemoSite demo) : IAsyncLifetime
{
    private Site _site = null!;
    private string _year = "";

    public async ValueTask InitializeAsync()
    {
        _site = await demo.ForTestAsync();
        var no = await _site.Database.ReadAsync(db => db.ScalarAsync<string>("SELECT class_no FROM training_class WHERE class_no LIKE '%-025'"));
        _year = no![..4];
    }

    public async ValueTask DisposeAsync() => await demo.DoneAsync(_site);

    private string No(string number) => $"{_year}-{number}";

    [Fact]
    public async Task A_visitor_registers_applies_twice_and_withdraws()
    {
        var visitor = _site.Visitor();
        var registered = await visitor.SubmitAsync("/account/register", Fill("张晓岚", "zhang@example.com", "11010519491231002X"));
        Assert.Equal(HttpStatusCode.Redirect, registered.StatusCode);

        var first = await visitor.SubmitAsync($"/classes/{No("025")}/apply");
        Assert.Equal($"/my/enrolments/{No("025")}", first.Headers.Location!.ToString());
        var again = await visitor.GetAsync($"/classes/{No("025")}/apply");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);

        var page = await visitor.PageAsync($"/my/enrolments/{No("025")}");
        Assert.Contains("已录取", page.Body!.TextContent);
        Assert.Contains("我的学习", (await visitor.PageAsync("/my")).Title);

        var withdrawn = await visitor.SubmitAsync($"/my/enrolments/{No("025")}?withdraw=true", selector: "main form[data-once]");
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.Contains("已退出", (await visitor.PageAsync($"/my/enrolments/{No("025")}")).Body!.TextContent);
    }

    [Fact]
    public async Task Pressing_apply_twice_makes_one_enrolment()
    {
        var learner = await _site.SignedInAsync("learner300@example.com");
        var page = await learner.PageAsync($"/classes/{No("025")}/apply");
        var token = page.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            learner.PostAsync($"/classes/{No("025")}/apply", new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token }))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.Equal(1L, await _site.Database.ReadAsync(db => db.ScalarAsync<long>("""
            SELECT count(*) FROM enrolment e JOIN learner l ON l.id = e.learner_id JOIN training_class c ON c.id = e.class_id
            WHERE l.email = 'learner300@example.com' AND c.class_no = @No
            """, new { No = No("025") })));
    }

    [Theory]
    [InlineData("110105194912310021", "id_checksum")]
    [InlineData("11010519491231", "id_length")]
    public async Task A_wrong_number_is_refused_at_the_field_and_what_was_typed_stays(string number, string reason)
    {
        var visitor = _site.Visitor();
        var answer = await visitor.SubmitAsync("/account/register", Fill("张晓岚", "z2@example.com", number));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.ParseAsync();
        Assert.Equal("张晓岚", page.QuerySelector("input[name='Input.Name']")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("#Input_Number-error"));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public async Task Registering_without_consent_is_refused()
    {
        var answer = await _site.Visitor().SubmitAsync("/account/register", fields =>
        {
            Fill("张晓岚", "z3@example.com", "11010519491231002X")(fields);
            fields["Input.Agree"] = "false";
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("同意后才能注册", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_full_class_offers_the_line_and_tells_the_place()
    {
        var learner = await _site.SignedInAsync("learner390@example.com");
        Assert.Contains("加入候补", (await learner.PageAsync($"/classes/{No("020")}/apply")).Body!.TextContent);
        await learner.SubmitAsync($"/classes/{No("020")}/apply");
        Assert.Contains("第 13 位", (await learner.PageAsync($"/my/enrolments/{No("020")}")).Body!.TextContent);
    }

    [Fact]
    public async Task The_api_gives_the_same_enrolment_for_the_same_application()
    {
        var client = await ApiAsync("learner301@example.com");
        var path = $"/api/v1/classes/{No("025")}/enrolments";
        var first = await client.PostAsync(path, null);
        var again = await client.PostAsync(path, null);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var made = await first.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("admitted", made.GetProperty("state").GetString());
        Assert.Equal(made.GetProperty("id").GetInt64(), (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64());
        Assert.Contains(No("025"), await client.GetStringAsync("/api/v1/me/enrolments"));
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("001", HttpStatusCode.Conflict, "class_not_open")]
    [InlineData("024", HttpStatusCode.NotFound, "class_unknown")]
    [InlineData("999", HttpStatusCode.NotFound, "class_unknown")]
    [InlineData("022", HttpStatusCode.Conflict, "audience_client_only")]
    public async Task The_api_refuses_with_a_code_and_a_sentence(string number, HttpStatusCode status, string code)
    {
        var outsider = await _site.Database.ReadAsync(db => db.ScalarAsync<string>(
            "SELECT email FROM learner WHERE employer <> '西安航空动力示例公司' AND id NOT IN (SELECT learner_id FROM enrolment) ORDER BY id DESC LIMIT 1"));
        var answer = await (await ApiAsync(outsider ?? "learner399@example.com")).PostAsync($"/api/v1/classes/{No(number)}/enrolments", null);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains($"urn:cebase:{code}", body);
    }

    [Fact]
    public async Task Staff_admit_applications_of_a_reviewed_class_in_bulk()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var path = $"/console/classes/{No("019")}/enrolments?state=pending_review";
        var page = await staff.PageAsync(path);
        var ids = page.QuerySelectorAll("input[name=ids]").Select(i => i.GetAttribute("value")!).Take(3).ToArray();
        Assert.Equal(3, ids.Length);
        var form = page.QuerySelector("main form[method=post]")!;
        var fields = ids.Select(id => KeyValuePair.Create("ids", id)).ToList();
        fields.Add(KeyValuePair.Create("step", "admit"));
        fields.Add(KeyValuePair.Create("comment", "条件符合，时间已与学员确认"));
        fields.Add(KeyValuePair.Create("__RequestVerificationToken", form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!));
        var answer = await staff.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("已办理 3 人", (await staff.PageAsync(path)).Body!.TextContent);
    }

    [Theory, Reads]
    [InlineData("staff@example.com", "/console/learners?q=learner&sort=-classes")]
    [InlineData("staff@example.com", "/console/learners/1")]
    [InlineData("staff@example.com", "/console/enrolments/1")]
    [InlineData("staff@example.com", "/console")]
    [InlineData("client@example.com", "/my/organisation")]
    [InlineData("learner001@example.com", "/my")]
    [InlineData("learner001@example.com", "/my/enrolments")]
    [InlineData("learner001@example.com", "/my/profile")]
    [InlineData("learner001@example.com", "/my/data")]
    [InlineData("staff@example.com", "/my")]
    public async Task A_page_opens_for_whom_it_is(string login, string address) =>
        Assert.NotNull(await (await _site.SignedInAsync(login)).PageAsync(address));

    [Fact]
    public async Task A_contact_sends_a_group_that_is_seated_whole()
    {
        var contact = await _site.SignedInAsync("client@example.com");
        var path = $"/my/organisation/{No("022")}";
        var page = await contact.PageAsync(path);
        var ids = page.QuerySelectorAll("input[name=ids]:not([disabled])").Select(i => i.GetAttribute("value")!).Take(4).ToArray();
        var fields = ids.Select(id => KeyValuePair.Create("ids", id)).ToList();
        fields.Add(KeyValuePair.Create("__RequestVerificationToken", page.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!));
        await contact.PostAsync($"{path}?handler=Group", new FormUrlEncodedContent(fields));
        Assert.Contains($"{ids.Length} 人：已录取", (await contact.PageAsync(path)).Body!.TextContent);
    }

    [Fact]
    public async Task A_whole_number_is_shown_only_on_a_reason_and_leaves_a_trace()
    {
        var office = await _site.SignedInAsync("office@example.com");
        const string Form = "main form[action$='handler=Reveal']";
        var refused = await office.SubmitAsync("/console/learners/1", selector: Form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var shown = await office.SubmitAsync("/console/learners/1", fields => fields["reason"] = "核对证书信息", Form);
        Assert.Matches("690[0-9]{14}[0-9X]", await shown.Content.ReadAsStringAsync());
        Assert.Contains("核对证书信息", (await office.PageAsync("/console/learners/1")).Body!.TextContent);
    }

    private static Action<Dictionary<string, string>> Fill(string name, string email, string number) => fields =>
    {
        fields["Input.Name"] = name;
        fields["Input.Email"] = email;
        fields["Input.Password"] = "Qinling-2026-ok";
        fields["Input.DocumentKind"] = "IdentityCard";
        fields["Input.Number"] = number;
        fields["Input.Employer"] = "秦岭新材料示例公司";
        fields["Input.Title"] = "高级工程师";
        fields["Input.Agree"] = "true";
    };

    private async Task<HttpClient> ApiAsync(string login)
    {
        var client = _site.Visitor();
        var answer = await client.PostAsJsonAsync("/api/v1/auth/sign-in", new { account = login, password = TestSettings.DemoPassword });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }
}
