using System.Net;

namespace CEBase.Tests.Web.Host;

public sealed class RequestLogTests
{
    [Fact]
    public async Task A_request_is_logged_in_one_line_with_who_asked_and_without_personal_numbers_or_the_query()
    {
        string folder;
        await using (var site = await Site.WithDemoAsync())
        {
            folder = site.Folder;
            var client = await site.SignedInAsync("staff@example.com");
            using var asked = new HttpRequestMessage(HttpMethod.Get, "/no/such/13812345678?name=somebody") { Headers = { { "X-Request-Id", "proxy-12345678" } } };
            Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(asked)).StatusCode);
        }

        var lines = Directory.EnumerateFiles(Path.Combine(folder, "logs"), "*.log").SelectMany(File.ReadLines).ToList();
        var line = Assert.Single(lines, l => l.Contains("/no/such/"));
        using var logged = JsonDocument.Parse(line);
        Assert.Matches(@"^GET /no/such/\[masked\] 404 in [0-9.]+ ms, account \d+$", logged.RootElement.GetProperty("RenderedMessage").GetString()!.Replace("\"", ""));
        Assert.Equal("proxy-12345678", logged.RootElement.GetProperty("Properties").GetProperty("Request").GetString());
        Assert.DoesNotContain("13812345678", line);
        Assert.DoesNotContain("somebody", line);
        Assert.DoesNotContain(lines, l => l.Contains("/account/sign-in") && l.Contains("Xuexi"));
    }
}
