using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace CEBase.Tests.Web.Identity;

public sealed class SignInFlowTests(DemoSite demo)
{
    private static readonly Dictionary<string, string?> AtOnce = new() { ["Identity:ValidationSeconds"] = "0" };

    [Fact]
    public async Task Staff_go_to_the_console_and_only_local_addresses_are_followed()
    {
        await using var site = await Site.WithDemoAsync();
        Assert.Equal("/console", await LandingAsync(site, "/account/sign-in", "staff@example.com"));
        Assert.Equal("/my", await LandingAsync(site, "/account/sign-in", "client@example.com"));
        Assert.Equal("/account/password", await LandingAsync(site, "/account/sign-in?returnUrl=%2Faccount%2Fpassword", "staff@example.com"));
        Assert.Equal("/console", await LandingAsync(site, "/account/sign-in?returnUrl=https%3A%2F%2Fevil.example", "staff@example.com"));
        Assert.Equal("/console", await LandingAsync(site, "/account/sign-in?returnUrl=%2F%2Fevil.example", "staff@example.com"));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_a_sentence_and_keeps_what_was_typed_but_the_password()
    {
        await using var site = await Site.WithDemoAsync();
        var answer = await site.Visitor().SubmitAsync("/account/sign-in", form => (form["Login"], form["Password"]) = ("staff@example.com", "Wrong-2026"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.ParseAsync();
        Assert.Contains("账号或密码不对", page.Body!.TextContent);
        Assert.Equal("staff@example.com", page.QuerySelector("#Login")!.GetAttribute("value"));
        Assert.DoesNotContain("Wrong-2026", page.Body.InnerHtml);
    }

    [Fact]
    public async Task Demo_accounts_and_their_password_are_shown_in_Development_only()
    {
        var site = await demo.SharedAsync();
        var page = await site.Visitor().PageAsync("/account/sign-in?as=finance%40example.com");
        Assert.Equal(("finance@example.com", TestSettings.DemoPassword), (page.QuerySelector("#Login")!.GetAttribute("value"), page.QuerySelector("#Password")!.GetAttribute("value")));
        Assert.Equal("", (await site.Visitor().PageAsync("/account/sign-in?as=nobody%40example.com")).QuerySelector("#Password")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_page_that_needs_a_right_leads_a_visitor_to_sign_in_and_turns_others_away()
    {
        var site = await demo.SharedAsync();
        var visitor = await site.Visitor().GetAsync("/console/accounts");
        Assert.StartsWith("http://localhost/account/sign-in?returnUrl=%2Fconsole%2Faccounts", new Uri(new Uri("http://localhost"), visitor.Headers.Location!).ToString());
        var staff = await site.SignedInAsync("staff@example.com");
        Assert.Contains("/account/access-denied", (await staff.GetAsync("/console/accounts")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/account/access-denied")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_elsewhere_ends_the_other_session_and_keeps_this_one()
    {
        await using var site = await Site.WithDemoAsync(AtOnce);
        var (here, there) = (await site.SignedInAsync("staff@example.com"), await site.SignedInAsync("staff@example.com"));
        await here.SubmitAsync("/account", selector: "form[action*='Everywhere']");
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_changed_password_works_at_once_and_the_old_one_no_longer()
    {
        await using var site = await Site.WithDemoAsync();
        var client = await site.SignedInAsync("finance@example.com");
        var wrong = await client.SubmitAsync("/account/password", form => (form["Current"], form["Password"], form["Again"]) = ("Wrong-2026", "Gaizheng-26", "Gaizheng-26"));
        Assert.Contains("现在的密码不对", (await wrong.ParseAsync()).Body!.TextContent);
        var done = await client.SubmitAsync("/account/password", form => (form["Current"], form["Password"], form["Again"]) = (TestSettings.DemoPassword, "Gaizheng-26", "Gaizheng-26"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ApiSignInAsync(site.Visitor(), "finance@example.com", TestSettings.DemoPassword)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ApiSignInAsync(site.Visitor(), "finance@example.com", "Gaizheng-26")).StatusCode);
    }

    [Fact]
    public async Task The_second_factor_is_enrolled_and_then_asked_for_by_page_and_API()
    {
        await using var site = await Site.WithDemoAsync();
        var client = await site.SignedInAsync("office@example.com");
        var enrol = await client.PageAsync("/account/second-factor/enrol");
        var key = enrol.QuerySelector("main code")!.TextContent;
        Assert.NotNull(enrol.QuerySelector("main svg"));
        var done = await client.SubmitAsync("/account/second-factor/enrol", form =>
        {
            form["Sealed"] = enrol.QuerySelector("input[name=Sealed]")!.GetAttribute("value")!;
            form["Code"] = Totp.Code(key);
        });
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var recovery = (await client.PageAsync("/account/second-factor")).QuerySelectorAll("main li code").Select(c => c.TextContent).ToList();
        Assert.Equal(10, recovery.Count);

        var again = site.Visitor();
        var half = await again.SubmitAsync("/account/sign-in", form => (form["Login"], form["Password"]) = ("office@example.com", TestSettings.DemoPassword));
        Assert.StartsWith("/account/sign-in/code", half.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await again.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.SubmitAsync("/account/sign-in/code", form => form["Code"] = "abc")).StatusCode);
        Assert.Equal("/console", (await again.SubmitAsync("/account/sign-in/code", form => form["Code"] = recovery[0])).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/account")).StatusCode);

        Assert.Equal("urn:cebase:second_factor_required", await ProblemAsync(await ApiSignInAsync(site.Visitor(), "office@example.com", TestSettings.DemoPassword)));
        Assert.Equal(HttpStatusCode.OK, (await ApiSignInAsync(site.Visitor(), "office@example.com", TestSettings.DemoPassword, recovery[1])).StatusCode);
    }

    [Fact]
    public async Task Staff_who_must_have_a_second_factor_can_do_nothing_before_they_enrol_one()
    {
        await using var site = await Site.WithDemoAsync(new Dictionary<string, string?> { ["Identity:RequireSecondFactorForStaff"] = "true" });
        Assert.Equal("/account/second-factor/enrol", await LandingAsync(site, "/account/sign-in", "staff@example.com"));
        var client = await site.SignedInAsync("staff@example.com");
        Assert.Equal("/account/second-factor/enrol?returnUrl=%2Fconsole", (await client.GetAsync("/console")).Headers.Location!.ToString());
        Assert.Equal("urn:cebase:second_factor_enrolment_required", await ProblemAsync(await ApiSignInAsync(site.Visitor(), "staff@example.com", TestSettings.DemoPassword)));
        Assert.Equal("/my", await LandingAsync(site, "/account/sign-in", "client@example.com"));
    }

    [Fact]
    public async Task The_API_gives_tokens_renews_them_and_speaks_problem_details()
    {
        await using var site = await Site.WithDemoAsync();
        var client = site.Visitor();
        using var pair = JsonDocument.Parse(await (await ApiSignInAsync(client, "staff@example.com", TestSettings.DemoPassword)).Content.ReadAsStringAsync());
        Assert.Equal(3600, pair.RootElement.GetProperty("expiresIn").GetInt32());
        var renewed = await client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = pair.RootElement.GetProperty("refreshToken").GetString() });
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", pair.RootElement.GetProperty("accessToken").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync("/api/v1/auth/sign-out", null)).StatusCode);
        Assert.Equal("urn:cebase:unauthenticated", await ProblemAsync(await client.PostAsync("/api/v1/auth/sign-out", null)));

        Assert.Equal("urn:cebase:bad_credentials", await ProblemAsync(await ApiSignInAsync(site.Visitor(), "staff@example.com", "Wrong-2026")));
        Assert.Equal("urn:cebase:credentials_missing", await ProblemAsync(await ApiSignInAsync(site.Visitor(), "", "")));
        Assert.Equal("urn:cebase:refresh_token_invalid", await ProblemAsync(await site.Visitor().PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken = "x" })));
        var english = site.Visitor();
        english.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.StartsWith("The account or the password is wrong", await TitleAsync(await ApiSignInAsync(english, "staff@example.com", "Wrong-2026")));
    }

    [Fact]
    public async Task An_administrator_makes_an_account_and_its_owner_sets_the_password()
    {
        await using var site = await Site.WithDemoAsync();
        var admin = await site.SignedInAsync("admin@example.com");
        var refused = await admin.SubmitAsync("/console/accounts/new", form => (form["DisplayName"], form["Email"]) = ("新人", "staff@example.com"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var made = await admin.SubmitAsync("/console/accounts/new", form => (form["DisplayName"], form["Email"], form["Roles"]) = ("新人", "new@example.com", "auditor"));
        var link = (await admin.PageAsync(made.Headers.Location!.ToString())).QuerySelector("code.user-select-all")!.TextContent;
        var set = await site.Visitor().SubmitAsync(new Uri(link).PathAndQuery, form => (form["Password"], form["Again"]) = ("Gaizheng-26", "Gaizheng-26"));
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ApiSignInAsync(site.Visitor(), "new@example.com", "Gaizheng-26")).StatusCode);
        Assert.Contains("new@example.com", (await admin.PageAsync("/console/accounts?q=new%40&role=auditor&state=active")).Body!.TextContent);
        Assert.Contains("敏感", (await admin.PageAsync("/console/roles")).Body!.TextContent);
    }

    private static async Task<string> LandingAsync(Site site, string address, string login) =>
        (await site.Visitor().SubmitAsync(address, form => (form["Login"], form["Password"]) = (login, TestSettings.DemoPassword))).Headers.Location!.ToString();

    private static Task<HttpResponseMessage> ApiSignInAsync(HttpClient client, string account, string password, string? code = null) =>
        client.PostAsJsonAsync("/api/v1/auth/sign-in", new { account, password, code });

    private static async Task<string?> ProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("type").GetString();
    }

    private static async Task<string?> TitleAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("title").GetString();
}
