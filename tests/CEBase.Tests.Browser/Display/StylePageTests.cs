namespace CEBase.Tests.Browser.Display;

[Collection("browser")]
public sealed class StylePageTests(BrowserSite site)
{
    [Theory]
    [InlineData("/styles", false)]
    [InlineData("/styles?errors=true", true)]
    [InlineData("/styles?face=console", false)]
    [InlineData("/styles?face=console", true)]
    public async Task Every_building_block_is_accessible_and_fits(string address, bool phone)
    {
        await using var visit = await site.VisitAsync(phone);
        await visit.OpenAsync(address);
        await visit.LookAsync();
    }

    [Fact]
    public async Task Dark_display_is_accessible_and_remembered()
    {
        await using var visit = await site.VisitAsync();
        await visit.OpenAsync("/styles");
        await visit.Page.ClickAsync("[data-theme-toggle]");
        await visit.OpenAsync("/styles?face=console");
        Assert.Equal("dark", await visit.Page.GetAttributeAsync("html", "data-bs-theme"));
        await visit.LookAsync();
    }

    [Fact]
    public async Task Grave_step_asks_first_and_is_sent_once()
    {
        await using var visit = await site.VisitAsync();
        await visit.OpenAsync("/styles");
        var posts = 0;
        visit.Page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;
        await visit.Page.ClickAsync("details.ce-step-grave summary >> nth=0");
        await visit.Page.FillAsync("#comment-cancel-1", "样例原因");
        await visit.Page.ClickAsync("details.ce-step-grave[open] button[type=submit]");
        await visit.Page.ClickAsync("dialog button:has-text('返回')");
        Assert.Equal(0, posts);
        await visit.Page.ClickAsync("details.ce-step-grave[open] button[type=submit]");
        await visit.Page.DblClickAsync("dialog button:has-text('取消培训班')");
        await visit.Page.WaitForSelectorAsync(".ce-message");
        Assert.Equal(1, posts);
    }

    [Fact]
    public async Task Form_pressed_twice_is_sent_once()
    {
        await using var visit = await site.VisitAsync();
        await visit.OpenAsync("/styles");
        var posts = 0;
        visit.Page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;
        await visit.Page.DblClickAsync("div.ce-step button[type=submit] >> nth=0");
        await visit.Page.WaitForSelectorAsync(".ce-message");
        Assert.Equal(1, posts);
    }
}
