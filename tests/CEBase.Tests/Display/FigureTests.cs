namespace CEBase.Tests.Display;

public sealed class FigureTests
{
    [Theory]
    [InlineData(42, 56, "75 100", "ce-tone-active")]
    [InlineData(60, 56, "100 100", "ce-tone-done")]
    [InlineData(0, 0, "0 100", "ce-tone-active")]
    public async Task Ring_shows_the_share_and_never_more_than_the_whole(int value, int max, string dash, string tone)
    {
        var ring = await Draw.Of(new RingTagHelper { Value = value, Max = max, Label = "专业科目" });

        Assert.Equal(dash, ring.QuerySelector(".ce-ring-value")!.GetAttribute("stroke-dasharray"));
        Assert.True(ring.QuerySelector(".ce-ring")!.ClassList.Contains(tone));
        Assert.Contains("专业科目", ring.QuerySelector("svg")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Badge_says_its_tone_with_an_icon_and_a_word()
    {
        var badge = await Draw.Of(new StateBadgeTagHelper { State = new("done", "已结业", StateTone.Done) });

        Assert.Equal("已结业", badge.TextContent.Trim());
        Assert.NotNull(badge.QuerySelector(".ce-tone-done svg[aria-hidden=true]"));
    }

    [Fact]
    public async Task Findings_put_the_gravest_first()
    {
        var list = await Draw.Of(new FindingsTagHelper
        {
            Items = [Finding.Note("a.note", "提示一句。"), Finding.Block("a.block", "不能办。"), Finding.Review("a.review", "看一看。")],
            ViewContext = Draw.View(),
        });

        Assert.Equal(["a.block", "a.review", "a.note"], list.QuerySelectorAll("li").Select(li => li.GetAttribute("data-rule")));
    }

    [Fact]
    public async Task Text_from_users_is_never_markup()
    {
        var timeline = await Draw.Of(new TimelineTagHelper
        {
            Lines = [new TraceLine { Step = "edit", ActorName = "<b>王</b>", Comment = "<script>alert(1)</script>" }],
            ViewContext = Draw.View(),
        });

        Assert.Empty(timeline.QuerySelectorAll("script, b"));
        Assert.Equal("<script>alert(1)</script>", timeline.QuerySelector("blockquote")!.TextContent);
    }

    [Fact]
    public async Task Citation_leads_to_its_article_also_with_brackets()
    {
        var link = (await Draw.Of(new CitationLinkTagHelper { Article = "NPU:20(2)", ViewContext = Draw.View() })).QuerySelector("a")!;

        Assert.Equal("/policy/NPU/20(2)", Uri.UnescapeDataString(link.GetAttribute("href")!));
    }

    [Fact]
    public void Every_icon_a_page_names_is_there()
    {
        var pages = Directory.EnumerateFiles(Repository.Root, "*.cshtml", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"));
        var missing = pages.SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "(?:<icon\\s+name|\\sicon)=\"([a-z][a-z0-9-]*)\"")
            .Select(match => match.Groups[1].Value).Where(name => !Icons.Names.Contains(name)).Select(name => $"{Path.GetFileName(file)}: {name}"));

        Assert.Empty(missing);
    }
}
