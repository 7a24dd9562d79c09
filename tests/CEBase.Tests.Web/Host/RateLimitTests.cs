using System.Net;
using System.Net.Http.Json;

namespace CEBase.Tests.Web.Host;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Sign_in_tried_too_often_is_refused_with_a_time_to_wait_and_looking_is_free()
    {
        await using var site = await Site.WithDemoAsync(new Dictionary<string, string?> { ["RateLimits:SignInPerMinute"] = "3" });
        var client = site.Visitor();

        for (var n = 0; n < 3; n++)
        {
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await TryAsync(client, $"nobody{n}@example.com")).StatusCode);
        }
        var refused = await TryAsync(client, "nobody9@example.com");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(int.Parse(refused.Headers.GetValues("Retry-After").Single()), 1, 60);
        Assert.Contains("urn:cebase:too_many_requests", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account/sign-in")).StatusCode);
    }

    [Fact]
    public async Task Attempts_on_one_account_are_counted_whatever_address_they_come_from()
    {
        await using var site = await Site.WithDemoAsync(new Dictionary<string, string?> { ["RateLimits:SignInPerMinute"] = "2", ["ForwardedHeaders:KnownNetworks:0"] = "0.0.0.0/0" });
        var client = site.Visitor();

        var statuses = new List<HttpStatusCode>();
        for (var n = 1; n <= 3; n++)
        {
            statuses.Add((await TryAsync(client, "staff@example.com", $"198.51.100.{n}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[2]);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses[..2]);
    }

    [Fact]
    public async Task Zero_turns_a_limit_off()
    {
        await using var site = await Site.WithDemoAsync();
        var client = site.Visitor();
        for (var n = 0; n < 40; n++)
        {
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await TryAsync(client, $"nobody{n}@example.com")).StatusCode);
        }
    }

    private static Task<HttpResponseMessage> TryAsync(HttpClient client, string account, string? from = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/sign-in") { Content = JsonContent.Create(new { account, password = "wrong-password" }) };
        request.Content.LoadIntoBufferAsync().GetAwaiter().GetResult();
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }
        return client.SendAsync(request);
    }
}
