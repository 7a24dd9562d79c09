using OfficeOpenXml;

namespace CEBase.Tests.Web.Funds;

/// <summary>The overview of the funds: every figure leads to what it counts, on the sample base.</summary>
public sealed class FundOverviewPageTests : IAsyncLifetime
{
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.WithDemoAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task From_the_overview_every_link_leads_to_a_page_and_a_payment_leads_to_its_claim()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var page = await finance.PageAsync("/console/funds");
        var links = page.QuerySelectorAll("main a[href^='/console/funds']").Select(a => a.GetAttribute("href")!).Where(h => !h.Contains("handler=", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Contains(links, l => l.Contains("/entries?", StringComparison.Ordinal) && l.Contains("month=", StringComparison.Ordinal));
        Assert.Contains(links, l => l.Contains("/findings?", StringComparison.Ordinal));
        foreach (var link in links)
        {
            await finance.PageAsync(link);
        }
        var paid = await finance.PageAsync(links.First(l => l.Contains("standing=Paid", StringComparison.Ordinal) && !l.Contains("month", StringComparison.Ordinal)));
        Assert.NotEmpty(paid.QuerySelectorAll("main td a[href^='/console/funds/claims/BX']"));
    }

    [Fact]
    public async Task Each_figure_of_the_overview_is_the_sum_of_the_entries_it_leads_to()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        foreach (var fund in new[] { 1, 2 })
        {
            var page = await finance.PageAsync($"/console/funds?fund={fund}");
            foreach (var standing in new[] { "Planned", "Bound", "Paid", "Left" })
            {
                var card = page.QuerySelectorAll($"main a[href*='standing={standing}']").First(a => !a.GetAttribute("href")!.Contains("month", StringComparison.Ordinal));
                var figure = System.Text.RegularExpressions.Regex.Match(card.TextContent, @"-?[\d,]+\.\d\d").Value;
                Assert.NotEmpty(figure);
                Assert.Contains($"合计 {figure} 元", (await finance.PageAsync(card.GetAttribute("href")!)).QuerySelector("main")!.TextContent);
            }
        }
    }

    [Fact]
    public async Task The_workbooks_hold_numbers_and_formulas_that_agree_with_the_page()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var page = await finance.PageAsync("/console/funds");
        foreach (var (href, column) in new[] { (page.QuerySelector("main a[href*='handler=Export']")!.GetAttribute("href")!, 11), ("/console/funds/entries?handler=Export&act=Pay", 10), ("/console/funds/budgets/1?handler=Export", 8) })
        {
            using var package = new ExcelPackage(new MemoryStream(await finance.GetByteArrayAsync(href)));
            var sheet = package.Workbook.Worksheets[0];
            var last = sheet.Dimension.End.Row;
            Assert.StartsWith("SUM(", sheet.Cells[last, column].Formula);
            sheet.Calculate();
            var sum = Enumerable.Range(4, last - 4).Sum(r => sheet.Cells[r, column].GetValue<decimal>());
            Assert.True(sum > 0);
            Assert.Equal(sum, sheet.Cells[last, column].GetValue<decimal>());
        }
    }

    [Fact]
    public async Task A_source_is_edited_with_its_trace_and_by_no_one_without_the_right()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var id = await _site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT id FROM fund WHERE kind = 'Grant'"));
        await finance.SubmitAsync($"/console/funds/{id}/edit", f => (f["Input.Total"], f["Input.Reason"]) = ("3200000", "追加下达通知"));
        Assert.Contains("追加下达通知", (await finance.PageAsync($"/console/funds/{id}/edit")).Body!.TextContent);

        var answer = await finance.SubmitAsync($"/console/funds/{id}/edit", f => (f["Input.Total"], f["Input.Reason"], f["Input.Name"]) = ("1", "错", "改了的名字"));
        var refused = await answer.Content.ReadAsStringAsync();
        Assert.Contains("不能少于", System.Net.WebUtility.HtmlDecode(refused));
        Assert.Contains("改了的名字", System.Net.WebUtility.HtmlDecode(refused));

        var auditor = await _site.SignedInAsync("auditor@example.com");
        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await auditor.GetAsync($"/console/funds/{id}/edit")).StatusCode);
    }
}
