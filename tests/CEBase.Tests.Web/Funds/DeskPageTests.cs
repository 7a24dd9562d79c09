using System.Net;

namespace CEBase.Tests.Web.Funds;

/// <summary>The first page of every role, and what all pages share: errors at once, the way back, a session that ends over a form.</summary>
public sealed class DeskPageTests(DemoSite demo) : IAsyncLifetime
{
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await demo.ForTestAsync();

    public async ValueTask DisposeAsync() => await demo.DoneAsync(_site);

    [Theory, Reads]
    [InlineData("staff@example.com")]
    [InlineData("finance@example.com")]
    [InlineData("leader@example.com")]
    [InlineData("office@example.com")]
    [InlineData("auditor@example.com")]
    [InlineData("adviser@example.com")]
    [InlineData("supervisor@example.com")]
    public async Task Every_line_of_today_opens_for_the_one_who_reads_it(string who)
    {
        var user = await _site.SignedInAsync(who);
        var page = await user.PageAsync("/console");
        Assert.Equal(4, page.QuerySelectorAll(".ce-today > section").Length);
        foreach (var address in page.QuerySelectorAll(".ce-today a").Select(a => a.GetAttribute("href")!.Split('#')[0]).Distinct())
        {
            var answer = await user.GetAsync(address);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{who}: {address} answered {(int)answer.StatusCode}");
        }
        foreach (var heap in page.QuerySelectorAll(".ce-lines"))
        {
            Assert.InRange(heap.QuerySelectorAll("li").Length, 1, 5);
        }
    }

    [Fact, Reads]
    public async Task Finance_sees_what_is_due_and_what_waits_at_the_own_desk_by_name()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var page = await finance.PageAsync("/console");
        var (due, waiting) = (page.QuerySelector("[aria-labelledby=work-Due]")!, page.QuerySelector("[aria-labelledby=work-Waiting]")!);
        Assert.Contains("逾期应收", due.TextContent);
        var handed = await _site.Database.ReadAsync(async s => (await s.FirstAsync<string>("SELECT number FROM claim WHERE state = 'handed' ORDER BY id LIMIT 1"))!);
        Assert.Contains("报销单待登记付款", waiting.TextContent);
        Assert.NotNull(waiting.QuerySelector($"a[href='/console/funds/claims/{handed}']"));
        Assert.DoesNotContain("请催缴", due.TextContent);
    }

    [Fact]
    public async Task An_empty_claim_line_says_all_that_it_lacks_at_once()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var draft = await _site.Database.ReadAsync(async s => (await s.FirstAsync<string>("SELECT number FROM claim WHERE state = 'draft' ORDER BY id LIMIT 1"))!);
        var answer = await staff.SubmitAsync($"/console/funds/claims/{draft}/lines", form =>
        {
            form["Input.FundLineId"] = "";
            form["Input.Payee"] = form["Input.Description"] = form["Input.Amount"] = form["Input.FromDay"] = "";
            form["Measures.Persons"] = "三人";
        }, "main form[method=post]:has([name='Input.Payee'])");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var summary = (await answer.ParseAsync()).QuerySelector(".ce-error-summary")!.TextContent;
        Assert.All(new[] { "预算科目", "用途摘要", "收款人", "发生日期", "金额", "人数" }, word => Assert.Contains(word, summary));
    }

    [Fact, Reads]
    public async Task A_form_sent_without_a_session_leads_back_to_the_form_after_signing_in()
    {
        var visitor = _site.Visitor();
        async Task<string> SentFromAsync(string? referer)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/console/funds/claims/new?handler=Any") { Content = new FormUrlEncodedContent([]) };
            if (referer is not null)
            {
                request.Headers.Referrer = new Uri(referer);
            }
            return (await visitor.SendAsync(request)).Headers.Location!.ToString();
        }

        Assert.Equal("/account/sign-in?expired=true&returnUrl=%2Fconsole%2Ffunds%2Fclaims%2Fnew%3Fclass%3D2026-001", await SentFromAsync("http://localhost/console/funds/claims/new?class=2026-001"));
        Assert.Equal("/account/sign-in?expired=true&returnUrl=%2Fconsole%2Ffunds%2Fclaims%2Fnew", await SentFromAsync("https://evil.example/form"));
        Assert.Equal("/account/sign-in?expired=true&returnUrl=%2Fconsole%2Ffunds%2Fclaims%2Fnew", await SentFromAsync(null));
        Assert.Contains("登录已过期", (await visitor.PageAsync(await SentFromAsync(null))).Body!.TextContent);
        Assert.DoesNotContain("登录已过期", (await visitor.PageAsync("/console/funds/claims/new")).Body!.TextContent);
    }

    [Fact, Reads]
    public async Task The_way_back_says_where_it_leads_and_browsers_find_the_icon()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var claim = await _site.Database.ReadAsync(async s => (await s.FirstAsync<string>("SELECT number FROM claim WHERE state = 'handed' ORDER BY id LIMIT 1"))!);
        var page = await finance.PageAsync($"/console/funds/claims/{claim}");
        Assert.Equal("报销单", page.QuerySelector(".ce-kicker a")!.TextContent.Trim());
        Assert.Contains(claim, page.QuerySelector(".ce-kicker")!.TextContent);
        Assert.Contains("由领导办理", (await (await _site.SignedInAsync("staff@example.com")).PageAsync($"/console/funds/claims/{await _site.Database.ReadAsync(s => s.FirstAsync<string>("SELECT number FROM claim WHERE state = 'checked' LIMIT 1"))}")).QuerySelector(".ce-workflow")!.TextContent);
        var receipt = await _site.Database.ReadAsync(s => s.FirstAsync<string>("SELECT number FROM receipt ORDER BY id LIMIT 1"));
        Assert.Equal("返回缴费通知", (await finance.PageAsync($"/receipts/{receipt}")).QuerySelector("nav a")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.OK, (await _site.Visitor().GetAsync("/favicon.ico")).StatusCode);
    }

    [Fact, Reads]
    public async Task Lists_of_money_are_sorted_by_their_address()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        foreach (var list in new[] { "/console/funds/claims", "/console/income/invoices", "/console/income/refunds", "/console/funds/commitments", "/console/funds/moves", "/console/funds/entries" })
        {
            var (up, down) = (await AmountsAsync(finance, $"{list}?sort=amount"), await AmountsAsync(finance, $"{list}?sort=-amount"));
            Assert.True(up.Count > 0, $"{list} shows nothing");
            Assert.Equal(up.Order(), up);
            Assert.Equal(down.OrderDescending(), down);
            await finance.PageAsync($"{list}?sort=state");
        }
        await finance.PageAsync("/console/funds/lecture-fees?sort=-gross");
        await finance.PageAsync("/console/funds/claims?state=stuck&sort=-submitted");
    }

    /// <summary>The amounts in the column that is sorted.</summary>
    private static async Task<IReadOnlyList<decimal>> AmountsAsync(HttpClient client, string address)
    {
        var table = (await client.PageAsync(address)).QuerySelector("table")!;
        var column = table.QuerySelectorAll("thead th").ToList().FindIndex(th => th.QuerySelector(".is-sorted") is not null);
        return [.. table.QuerySelectorAll("tbody tr").Select(tr => decimal.Parse(tr.QuerySelectorAll("td")[column].TextContent.Trim(), System.Globalization.CultureInfo.InvariantCulture))];
    }
}
