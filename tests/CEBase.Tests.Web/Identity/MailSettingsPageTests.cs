using System.Net;

namespace CEBase.Tests.Web.Identity;

public sealed class MailSettingsPageTests
{
    [Fact]
    public async Task An_administrator_sets_the_server_and_sends_a_test_message_and_others_may_not()
    {
        await using var server = new MailServer();
        await using var site = await Site.WithDemoAsync();
        Assert.Contains("access-denied", (await (await site.SignedInAsync("staff@example.com")).GetAsync("/console/mail")).Headers.Location!.ToString());
        var admin = await ConfigureAsync(site, server);

        var sent = await admin.SubmitAsync("/console/mail", form => form["TestTo"] = "admin@example.com", "form[action*='Test']");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("继教基地测试邮件", server.Take().Subject);
        var page = await admin.PageAsync("/console/mail");
        Assert.Contains("发往 admin@example.com 的测试邮件", page.Body!.TextContent);
        Assert.Contains("发送测试邮件", page.QuerySelector("main .ce-timeline")!.TextContent);
    }

    [Fact]
    public async Task A_test_that_fails_says_why_and_keeps_the_settings_on_the_page()
    {
        var server = new MailServer();
        await using var site = await Site.WithDemoAsync();
        var admin = await ConfigureAsync(site, server);
        await server.DisposeAsync();

        var failed = await admin.SubmitAsync("/console/mail", form => form["TestTo"] = "admin@example.com", "form[action*='Test']");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, failed.StatusCode);
        var page = await failed.ParseAsync();
        Assert.Contains("连不上邮件服务器", page.Body!.TextContent);
        Assert.Equal(MailServer.Host, page.QuerySelector("#Input_Host")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_but_the_password()
    {
        await using var site = await Site.WithDemoAsync();
        var admin = await site.SignedInAsync("admin@example.com");
        var refused = await admin.SubmitAsync("/console/mail", form =>
            (form["Input.Host"], form["Input.UserName"], form["Input.Password"], form["Input.FromAddress"]) = ("smtp.example.cn", "jijiao", "Youjian-2026", "基地"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.ParseAsync();
        Assert.Contains("邮箱格式不对", page.Body!.TextContent);
        Assert.Equal("smtp.example.cn", page.QuerySelector("#Input_Host")!.GetAttribute("value"));
        Assert.DoesNotContain("Youjian-2026", page.Body.InnerHtml);
    }

    /// <summary>Sets the site's mail server through the page and gives the administrator who did it.</summary>
    internal static async Task<HttpClient> ConfigureAsync(Site site, MailServer server)
    {
        var admin = await site.SignedInAsync("admin@example.com");
        var saved = await admin.SubmitAsync("/console/mail", form =>
        {
            (form["Input.Host"], form["Input.Port"], form["Input.Security"]) = (MailServer.Host, server.Port.ToString(), "None");
            form["Input.FromAddress"] = "jijiao@nwpu.example.cn";
        });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        return admin;
    }
}
