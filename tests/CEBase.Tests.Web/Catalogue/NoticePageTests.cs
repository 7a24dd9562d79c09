using System.Net;

namespace CEBase.Tests.Web.Catalogue;

public sealed class NoticePageTests(DemoSite demo)
{
    [Fact]
    public async Task A_draft_is_written_previewed_published_and_read_by_the_public()
    {
        await using var site = await Site.WithDemoAsync();
        var staff = await site.SignedInAsync("staff@example.com");
        var visitor = site.Visitor();

        var saved = await staff.SubmitAsync("/console/notices/new", form =>
        {
            form["Input.Title"] = "开放日通知";
            form["Input.Slug"] = "open-day";
            form["Input.Body"] = "## 时间\n\n周六上午。<script>alert(1)</script>";
        }, "#notice-form");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/notices/open-day")).StatusCode);

        var published = await staff.SubmitAsync(saved.Headers.Location!.ToString(), selector: "form[action*='handler=Step']");
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);

        var page = await visitor.PageAsync("/notices/open-day");
        Assert.Contains("周六上午", page.QuerySelector("article")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("article script"));
        Assert.Contains("开放日通知", (await visitor.PageAsync("/notices")).QuerySelector("main")!.TextContent);
        Assert.Contains("开放日通知", (await visitor.PageAsync("/")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task The_preview_shows_the_text_without_saving_it()
    {
        await using var site = await Site.WithDemoAsync();
        var staff = await site.SignedInAsync("staff@example.com");
        var form = await staff.PageAsync("/console/notices/new");
        var token = form.QuerySelector("#notice-form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await staff.PostAsync("/console/notices/new?handler=Preview", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token, ["Input.Title"] = "没存的标题", ["Input.Body"] = "**重点**",
        }));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.ParseAsync();
        Assert.Equal("重点", page.QuerySelector("#notice-preview strong")!.TextContent);
        Assert.Equal("没存的标题", page.QuerySelector("#Input_Title")!.GetAttribute("value"));
        Assert.DoesNotContain("没存的标题", (await staff.PageAsync("/console/notices")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task A_missing_title_is_told_at_its_field_and_keeps_the_text()
    {
        await using var site = await Site.WithDemoAsync();
        var staff = await site.SignedInAsync("staff@example.com");

        var answer = await staff.SubmitAsync("/console/notices/new", form => form["Input.Body"] = "写了很久的正文", "#notice-form");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.ParseAsync();
        Assert.Contains("请填写标题", page.QuerySelector(".ce-error-summary")!.TextContent);
        Assert.Contains("写了很久的正文", page.QuerySelector("#Input_Body")!.TextContent);
    }

    [Theory]
    [InlineData("/pages/about", "关于基地")]
    [InlineData("/pages/enrolment", "报名须知")]
    [InlineData("/pages/faq", "常见问题")]
    [InlineData("/notices/hours-closing", "年末学时核对提醒")]
    public async Task What_the_base_published_can_be_read(string address, string title)
    {
        var site = await demo.SharedAsync();
        Assert.Equal(title, (await site.Visitor().PageAsync(address)).QuerySelector("h1")!.TextContent);
    }
}
