using System.Net;
using CEBase.Regulations;
using CEBase.Regulations.PolicyMap;

namespace CEBase.Tests.Web.Regulations;

public sealed class PolicyPageTests(ITestOutputHelper output, DemoSite demo)
{
    [Fact]
    public async Task The_page_shows_the_counts_that_this_test_prints()
    {
        var site = await demo.SharedAsync();
        var page = await site.Visitor().PageAsync("/policy");
        await using var scope = site.Services.CreateAsyncScope();
        var lines = await site.Database.ReadAsync(scope.ServiceProvider.GetRequiredService<PolicyMapReader>().ReadAsync);

        var counts = MapCounts.Of(lines);
        output.WriteLine(counts.Sentence);
        foreach (var regulation in lines.GroupBy(l => l.Regulation))
        {
            output.WriteLine($"{regulation.Key.Code} {regulation.Key.ShortTitle}：{MapCounts.Of(regulation).Sentence}");
        }
        foreach (var kind in lines.GroupBy(l => l.Article.Kind).OrderBy(g => g.Key))
        {
            output.WriteLine($"{kind.Key}：{MapCounts.Of(kind).Sentence}");
        }

        Assert.Equal(counts.Sentence, page.QuerySelector("#policy-counts")!.TextContent);
        Assert.Equal(counts.Total, counts.Carried + counts.Open + counts.Nothing);
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_stay_in_the_address()
    {
        var site = await demo.SharedAsync();
        var visitor = site.Visitor();

        var enforced = await visitor.PageAsync("/policy?code=NPU&kind=enforce");
        var found = await visitor.PageAsync("/policy?q=" + Uri.EscapeDataString("公务接待"));
        var none = await visitor.PageAsync("/policy?q=" + Uri.EscapeDataString("查不到的字"));

        Assert.All(enforced.QuerySelectorAll("main li.list-group-item a"), a => Assert.StartsWith("/policy/NPU/", a.GetAttribute("href")));
        Assert.Contains(found.QuerySelectorAll("main li.list-group-item a"), a => a.GetAttribute("href") == "/policy/NPU/20%282%29");
        Assert.NotNull(none.QuerySelector(".ce-empty"));
        Assert.Equal("enforce", enforced.QuerySelector("#kind option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Every_article_has_a_page_of_its_own()
    {
        var site = await demo.SharedAsync();
        var visitor = site.Visitor();
        foreach (var regulation in site.Services.GetRequiredService<IRegulationLibrary>().All)
        {
            var booklet = await visitor.PageAsync("/policy/" + regulation.Code);
            Assert.Contains(regulation.Title, booklet.QuerySelector("h1")!.TextContent);
            foreach (var article in regulation.Articles.Take(3).Concat(regulation.Articles.TakeLast(1)))
            {
                var page = await visitor.PageAsync($"/policy/{regulation.Code}/{Uri.EscapeDataString(article.Number)}");
                Assert.Contains(article.Duty, page.QuerySelector("[data-aside-content]")!.TextContent);
            }
        }
    }

    [Theory]
    [InlineData("/policy/NOPE")]
    [InlineData("/policy/NPU/99")]
    [InlineData("/policy/NOPE/1")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        var site = await demo.SharedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visitor().GetAsync(address)).StatusCode);
    }
}
