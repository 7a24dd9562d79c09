using System.Text.RegularExpressions;
using CEBase.Platform.Lists;

namespace CEBase.Tests.Display;

public sealed class ListTests
{
    [Fact]
    public async Task Pager_keeps_the_filters_and_counts_from_one()
    {
        var pager = await Draw.Of(new PagerTagHelper { Total = 238, Page = 4, Size = 20, ViewContext = Draw.View("/console/classes?state=open&p=4") });

        Assert.Contains("共 238 条，第 61 至 80 条", pager.TextContent);
        Assert.Equal("/console/classes?state=open&p=5", pager.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Equal("/console/classes?state=open", pager.QuerySelectorAll("li a").First(a => a.TextContent.Contains('1')).GetAttribute("href"));
        Assert.Contains("4", pager.QuerySelector("[aria-current=page]")!.TextContent);
    }

    [Fact]
    public async Task Pager_past_the_end_shows_the_last_page()
    {
        var pager = await Draw.Of(new PagerTagHelper { Total = 41, Page = 99, Size = 20, ViewContext = Draw.View() });

        Assert.Contains("第 41 至 41 条", pager.TextContent);
    }

    [Fact]
    public async Task Pager_of_one_page_has_no_links()
    {
        var pager = await Draw.Of(new PagerTagHelper { Total = 3, Page = 1, Size = 20, ViewContext = Draw.View() });

        Assert.Empty(pager.QuerySelectorAll("a"));
        Assert.Contains("共 3 条", pager.TextContent);
    }

    [Theory]
    [InlineData("/console/classes?q=数控&p=3", "sort=name", "可排序")]
    [InlineData("/console/classes?sort=name", "sort=-name", "升序")]
    [InlineData("/console/classes?sort=-name", "sort=name", "降序")]
    public async Task Sort_link_turns_the_order_round_and_starts_at_the_first_page(string address, string query, string word)
    {
        var link = (await Draw.Of(new SortLinkTagHelper { Column = "name", Label = "名称", ViewContext = Draw.View(address) })).QuerySelector("a")!;

        Assert.Contains(query, link.GetAttribute("href"));
        Assert.DoesNotContain("p=3", link.GetAttribute("href"));
        Assert.Contains(word, link.TextContent);
    }

    [Fact]
    public async Task Filter_bar_keeps_the_order_and_offers_to_clear_what_is_set()
    {
        var bar = await Draw.Of(new FilterBarTagHelper { Action = "/console/classes", ViewContext = Draw.View("/console/classes?q=数控&sort=-name") }, "<input name=\"q\">");

        Assert.Equal("-name", bar.QuerySelector("input[name=sort]")!.GetAttribute("value"));
        Assert.Equal("/console/classes", bar.QuerySelector("a.btn-link")!.GetAttribute("href"));
        Assert.Equal("get", bar.QuerySelector("form")!.GetAttribute("method"));
    }

    [Theory]
    [InlineData("<table class=\"table\"><tbody><tr><td>一</td></tr></tbody></table>")]
    [InlineData("<tbody><tr><td>一</td></tr></tbody>")]
    public async Task Data_table_makes_one_table_of_a_whole_one_and_of_parts(string child)
    {
        var table = await Draw.Of(new DataTableTagHelper { Label = "培训班" }, child);

        Assert.Single(table.QuerySelectorAll("table"));
        Assert.Equal("培训班", table.QuerySelector("[role=group][tabindex='0']")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_stacked_table_writes_each_column_s_heading_onto_its_cells_and_none_onto_cells_across_columns()
    {
        var view = new ListView("预算", [new("细目", "name", false), new("预算", "amount", true)],
            [[new ListCell("设备", null, null, false, CellPlace.Head, false), new ListCell(new Money(100_000), null, null, false, CellPlace.Cell, false)]], []) { IsStacked = true, Total = 1, Size = 30 };
        var table = await Draw.Of(new ListViewTagHelper { View = view, ViewContext = Draw.View() });

        Assert.NotNull(table.QuerySelector(".ce-stack"));
        Assert.Equal(["细目", "预算"], table.QuerySelectorAll("tbody > tr > *").Select(c => c.GetAttribute("data-label")));
        Assert.Equal("1,000.00", table.QuerySelector("tbody td.text-end")!.TextContent);
    }

    [Fact]
    public void A_stacked_table_written_by_hand_says_each_column_on_its_cells_and_none_on_cells_across_columns()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cshtml", SearchOption.AllDirectories);
        var tables = pages.SelectMany(page => Regex.Matches(File.ReadAllText(page), "<data-table\\b[^>]*stacked=\"true\".*?</data-table>", RegexOptions.Singleline).Select(m => (Page: Path.GetFileName(page), Text: m.Value))).ToList();
        var silent = tables.SelectMany(table => Regex.Matches(table.Text[..table.Text.IndexOf("</thead>", StringComparison.Ordinal)], "<th\\b[^>]*>(?:(?<heading>[^<@]+)</th>|<sort-link[^>]*label=\"(?<heading>[^\"]+)\")")
            .Select(m => m.Groups["heading"].Value.Trim()).Where(heading => heading.Length > 0 && !table.Text.Contains($"data-label=\"{heading}\"")).Select(heading => $"{table.Page}: {heading}"));
        Assert.NotEmpty(tables);
        Assert.Empty(silent);
        Assert.DoesNotContain(tables, table => Regex.IsMatch(table.Text, "<t[dh]\\b(?=[^>]*colspan)[^>]*data-label"));
    }
}
