using System.Net;

namespace CEBase.Tests.Web.Host;

public sealed class ApiReadingTests
{
    [Fact]
    public async Task The_API_can_be_read_by_anybody_and_only_that_page_lets_its_own_script_run()
    {
        await using var site = await Site.WithDemoAsync();
        var client = site.Visitor();
        var answer = await client.GetAsync("/scalar/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = System.Text.RegularExpressions.Regex.Match(policy, "'nonce-([^']+)'").Groups[1].Value;

        Assert.NotEmpty(nonce);
        var scripts = (await answer.ParseAsync()).QuerySelectorAll("script").ToList();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, s => Assert.Equal(nonce, s.GetAttribute("nonce")));
        Assert.All(scripts.Select(s => s.GetAttribute("src")).OfType<string>(), src => Assert.DoesNotContain("//", src));
        Assert.Contains("openapi/v1.json", html);
        Assert.DoesNotContain("nonce", (await client.GetAsync("/")).Headers.GetValues("Content-Security-Policy").Single());
    }
}
