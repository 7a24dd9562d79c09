using System.Net;
using System.Text.RegularExpressions;

namespace CEBase.Tests.Web.Identity;

public sealed partial class ForgotPasswordTests
{
    [Fact]
    public async Task Without_a_mail_server_the_page_says_whom_to_ask()
    {
        await using var site = await Site.WithDemoAsync();
        var signIn = await site.Visitor().PageAsync("/account/sign-in");
        Assert.NotNull(signIn.QuerySelector("a[href='/account/forgot-password']"));
        var page = await site.Visitor().PageAsync("/account/forgot-password");
        Assert.Contains("请联系基地工作人员", page.Body!.TextContent);
        Assert.Null(page.QuerySelector("main form[method=post]"));
    }

    [Fact]
    public async Task Known_and_unknown_logins_get_the_same_answer_and_only_the_known_one_mail()
    {
        await using var server = new MailServer();
        await using var site = await Site.WithDemoAsync();
        await MailSettingsPageTests.ConfigureAsync(site, server);

        var unknown = await AskAsync(site, "nobody@example.com");
        var known = await AskAsync(site, "staff@example.com");

        Assert.Equal(unknown, known);
        Assert.Contains("如果这个手机号或邮箱有账号", known);
        Assert.Equal("staff@example.com", server.Take().To.Mailboxes.Single().Address);
        Assert.Equal(0, server.Waiting);
    }

    [Fact]
    public async Task A_password_reset_by_mail_works_and_ends_sessions_that_were_open()
    {
        await using var server = new MailServer();
        await using var site = await Site.WithDemoAsync(new Dictionary<string, string?> { ["Identity:ValidationSeconds"] = "0" });
        await MailSettingsPageTests.ConfigureAsync(site, server);
        var session = await site.SignedInAsync("finance@example.com");
        await AskAsync(site, "finance@example.com");
        var path = new Uri(Link().Match(server.Take().TextBody!).Value).PathAndQuery;

        var done = await site.Visitor().SubmitAsync(path, form => (form["Password"], form["Again"]) = ("Gaizheng-26", "Gaizheng-26"));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("/account")).StatusCode);
        var again = await site.Visitor().SubmitAsync("/account/sign-in", form => (form["Login"], form["Password"]) = ("finance@example.com", "Gaizheng-26"));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Contains("已经用过或已过期", (await site.Visitor().PageAsync(path)).Body!.TextContent);
    }

    [Fact]
    public async Task Asking_again_and_again_is_slowed_down()
    {
        await using var server = new MailServer();
        await using var site = await Site.WithDemoAsync(new Dictionary<string, string?> { ["RateLimits:SignInPerMinute"] = "3" });
        await MailSettingsPageTests.ConfigureAsync(site, server);
        var client = site.Visitor();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add((await client.SubmitAsync("/account/forgot-password", form => form["Login"] = $"nobody{i}@example.com")).StatusCode);
        }
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    private static async Task<string> AskAsync(Site site, string login)
    {
        var client = site.Visitor();
        var answer = await client.SubmitAsync("/account/forgot-password", form => form["Login"] = login);
        return (await client.PageAsync(answer.Headers.Location!.ToString())).QuerySelector("main")!.TextContent;
    }

    [GeneratedRegex(@"https?://\S+token=[\w-]+")]
    private static partial Regex Link();
}
