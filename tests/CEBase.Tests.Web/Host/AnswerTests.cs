using System.Net;

namespace CEBase.Tests.Web.Host;

public sealed class AnswerTests(AnswerTests.DemoSite demo) : IClassFixture<AnswerTests.DemoSite>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/account/sign-in")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/no/such/page")]
    public async Task Every_answer_carries_the_security_headers_and_a_request_id(string address)
    {
        var answer = await demo.Site.Visitor().GetAsync(address);

        Assert.Contains("script-src 'self'; style-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("strict-origin-when-cross-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("camera=()", answer.Headers.GetValues("Permissions-Policy").Single());
        Assert.Matches("^[0-9a-f]{12}$", answer.Headers.GetValues("X-Request-Id").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_sound_request_id_of_the_proxy_is_kept_and_a_bad_one_is_not()
    {
        using var sound = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { { "X-Request-Id", "proxy-12345678" } } };
        using var bad = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { { "X-Request-Id", "a b<script>" } } };

        Assert.Equal("proxy-12345678", (await demo.Site.Visitor().SendAsync(sound)).Headers.GetValues("X-Request-Id").Single());
        Assert.DoesNotContain("script", (await demo.Site.Visitor().SendAsync(bad)).Headers.GetValues("X-Request-Id").Single());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_answers(string address) => Assert.Equal(HttpStatusCode.OK, (await demo.Site.Visitor().GetAsync(address)).StatusCode);

    [Fact]
    public async Task A_database_that_lacks_a_migration_is_not_ready()
    {
        await using var site = await Site.WithDemoAsync();
        var client = site.Visitor();
        await site.Database.WriteAsync(s => s.ExecuteAsync("DELETE FROM schema_migration WHERE module = 'CEBase.Platform' AND number = 1"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task An_unknown_address_shows_the_not_found_page_in_chinese_as_it_is()
    {
        var answer = await demo.Site.Visitor().GetAsync("/no/such/page");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有找到", html);
        Assert.DoesNotContain("&#x", html);
    }

    [Theory]
    [InlineData(null, "没有这个地址，请核对后重试。")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "没有这个地址，请核对后重试。")]
    [InlineData("en-GB,en;q=0.9,zh;q=0.5", "There is nothing at this address, or it may not be shown to you.")]
    public async Task An_unknown_api_address_is_a_problem_in_the_readers_language(string? language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nothing");
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        var answer = await demo.Site.Visitor().SendAsync(request);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("urn:cebase:not_found", problem.GetProperty("type").GetString());
        Assert.Equal(title, problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Unreadable_json_is_a_problem_with_a_sentence_and_no_trace_of_the_program()
    {
        using var content = new StringContent("{ \"account\": [", System.Text.Encoding.UTF8, "application/json");
        var answer = await demo.Site.Visitor().PostAsync("/api/v1/auth/sign-in", content);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("   at ", text);
        Assert.DoesNotContain("Exception", text);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        var text = await demo.Site.Visitor().GetStringAsync("/openapi/v1.json");
        var document = JsonDocument.Parse(text).RootElement;

        Assert.Equal("继教基地开放接口", document.GetProperty("info").GetProperty("title").GetString());
        Assert.All(document.GetProperty("paths").EnumerateObject(), path => Assert.StartsWith("/api/v1/", path.Name));
        Assert.True(document.GetProperty("paths").TryGetProperty("/api/v1/auth/sign-in", out _));
    }

    [Fact]
    public async Task The_trace_page_shows_the_chain_and_is_for_those_who_may_see_it()
    {
        var page = await (await demo.Site.SignedInAsync("auditor@example.com")).PageAsync("/console/trace?verify=true");
        Assert.Contains("全部对得上", page.Body!.TextContent);

        var adviser = await (await demo.Site.SignedInAsync("adviser@example.com")).GetAsync("/console/trace");
        Assert.NotEqual(HttpStatusCode.OK, adviser.StatusCode);
    }

    public sealed class DemoSite : IAsyncLifetime
    {
        public Site Site { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Site = await Site.WithDemoAsync();

        public async ValueTask DisposeAsync() => await Site.DisposeAsync();
    }
}
