using CEBase.Regulations;
using CEBase.Regulations.Library;
using CEBase.Regulations.PolicyMap;
using Microsoft.Extensions.Hosting;

namespace CEBase.Tests.Regulations;

public sealed class PolicyMapTests
{
    private static readonly RegulationLibrary Library = new(new RecipeFolder(Repository.Recipes));

    [Fact]
    public void A_rule_on_an_article_that_no_regulation_has_refuses_the_start_naming_rule_and_article()
    {
        var marks = RuleIndex.Read("测试", [typeof(OnNothing), typeof(OnSomething)]);

        var refused = Assert.Throws<ModuleException>(() => CitationCheck.Check(Library, marks.Select(m => (m.Article, m.Code))));

        Assert.Contains($"{typeof(OnNothing).FullName} 引用 NPU:99", refused.Message);
        Assert.Contains($"{typeof(OnNothing).FullName}.Act 引用 十三条", refused.Message);
        Assert.DoesNotContain(nameof(OnSomething), refused.Message);
    }

    [Fact]
    public async Task A_stored_parameter_on_an_article_that_no_regulation_has_refuses_the_start()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE policy_parameter_value SET citation = 'NPU:99' WHERE parameter_id = 1"));

        var refused = await Assert.ThrowsAsync<ModuleException>(() => Check(bench).StartAsync(default));

        Assert.Contains("hours.minutes-per-hour 引用 NPU:99", refused.Message);
    }

    [Fact]
    public async Task Every_article_that_code_and_parameters_rest_on_exists()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        await Check(bench).StartAsync(default);
    }

    [Theory, BothDatabases]
    public async Task The_map_lists_every_article_once_with_what_carries_it(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");

        var lines = await bench.RunAsync<PolicyMapReader, IReadOnlyList<MapLine>>(map => bench.Database.ReadAsync(map.ReadAsync));

        Assert.Equal(Library.All.Sum(r => r.Articles.Count), lines.Count);
        Assert.Equal(lines.Count, lines.Select(l => l.Citation).Distinct().Count());
        var counts = MapCounts.Of(lines);
        Assert.Equal(lines.Count, counts.Total);
        var filing = lines.Single(l => l.Citation == new Citation("NPU", "8(a)"));
        Assert.Contains(filing.Carriers, c => c is { Code: "filing.annual-review", How: "12 月 10 日" });
        Assert.Equal(CarryState.Carried, filing.State);
        Assert.Equal(CarryState.Nothing, lines.Single(l => l.Citation == new Citation("NPU", "23")).State);
    }

    [Theory]
    [InlineData("NPU:20(2)", "NPU", "20(2)")]
    [InlineData("第 13 条", "NPU", "13")]
    [InlineData("第13条", "NPU", "13")]
    [InlineData("公务接待", "NPU", "20(2)")]
    [InlineData("mof540:19", "MOF540", "19")]
    public async Task The_search_finds_an_article_by_number_place_or_word(string text, string code, string article)
    {
        var hits = await new ArticleSearch(Library).FindAsync(null!, text, 20, CEBase.Platform.Security.SystemUser.Instance);
        Assert.Contains(hits, h => h.Href == $"/policy/{code}/{Uri.EscapeDataString(article)}");
    }

    private static CitationCheck Check(Bench bench) => bench.Services.GetServices<IHostedService>().OfType<CitationCheck>().Single();

    [RestsOn("NPU:99", How = "测试")]
    private sealed class OnNothing
    {
        [RestsOn("十三条", How = "测试")]
        public static void Act() { }
    }

    [RestsOn("NPU:13", How = "测试")]
    private sealed class OnSomething;
}
