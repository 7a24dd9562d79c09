using System.Net;

namespace CEBase.Tests.Web.Funds;

/// <summary>Budgets, moves and claims through the pages, on the sample base.</summary>
public sealed class FundPageTests : IAsyncLifetime
{
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.WithDemoAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private Task<string> NumberAsync(string state) => _site.Database.ReadAsync(async s => (await s.FirstAsync<string>("SELECT number FROM claim WHERE state = @state ORDER BY id LIMIT 1", new { state }))!);

    private Task<long> IdAsync(string sql) => _site.Database.ReadAsync(s => s.ScalarAsync<long>(sql));

    [Fact]
    public async Task Every_page_of_budgets_and_claims_draws_for_its_role()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var claim = await NumberAsync("paid");
        var draft = await NumberAsync("draft");
        var line = await IdAsync("SELECT id FROM fund_line WHERE paid > 0 ORDER BY id LIMIT 1");
        foreach (var address in new[]
        {
            "/console/funds", "/console/funds?year=0", "/console/funds/new", "/console/funds/budgets", "/console/funds/budgets/new", $"/console/funds/budgets/{await IdAsync("SELECT min(id) FROM budget")}",
            "/console/funds/moves", "/console/funds/moves/new?kind=Transfer", "/console/funds/moves/new?kind=CarryOver", $"/console/funds/lines/{line}", "/console/funds/claims", $"/console/funds/claims/{claim}",
            $"/console/classes/{await _site.Database.ReadAsync(s => s.FirstAsync<string>("SELECT class_no FROM training_class WHERE id = (SELECT max(class_id) FROM claim_line)"))}/settlement",
        })
        {
            var page = await finance.PageAsync(address);
            Assert.Empty(page.QuerySelectorAll("[style], [onclick], main script:not([src])"));
        }
        foreach (var number in await _site.Database.ReadAsync(s => s.QueryAsync<string>("SELECT number FROM claim")))
        {
            await finance.PageAsync($"/console/funds/claims/{number}");
        }
        foreach (var number in await _site.Database.ReadAsync(s => s.QueryAsync<string>("SELECT number FROM fund_move")))
        {
            await finance.PageAsync($"/console/funds/moves/{number}");
        }
        var staff = await _site.SignedInAsync("staff@example.com");
        foreach (var address in new[] { "/console/funds/claims", "/console/funds/claims/new", $"/console/funds/claims/{draft}", $"/console/funds/claims/{draft}/edit", $"/console/funds/claims/{draft}/lines" })
        {
            await staff.PageAsync(address);
        }
        Assert.True((int)(await staff.GetAsync("/console/funds")).StatusCode is 302 or 403);
        Assert.True((int)(await finance.GetAsync("/console/funds/claims/BX1999-0001")).StatusCode == 404);
    }

    [Fact]
    public async Task The_demo_has_claims_in_every_state_and_a_forbidden_one_says_which_article()
    {
        var states = await _site.Database.ReadAsync(s => s.QueryAsync<string>("SELECT DISTINCT state FROM claim"));
        Assert.Equal(["approved", "cancelled", "checked", "draft", "handed", "paid", "returned", "reversed", "unit-approved"], states.Order());
        var staff = await _site.SignedInAsync("staff@example.com");
        var page = await staff.PageAsync($"/console/funds/claims/{await NumberAsync("draft")}");
        Assert.Contains(page.QuerySelectorAll(".ce-finding-block .ce-finding-articles"), f => f.TextContent.Contains("20"));
        Assert.NotNull(page.QuerySelector(".ce-workflow button[disabled]"));
    }

    [Fact]
    public async Task An_adviser_sees_only_claims_of_the_own_classes()
    {
        var adviser = await _site.SignedInAsync("adviser@example.com");
        var foreign = await _site.Database.ReadAsync(async s => (await s.FirstAsync<string>("SELECT number FROM claim WHERE class_id IS NULL ORDER BY id LIMIT 1"))!);
        Assert.DoesNotContain(foreign, (await adviser.PageAsync("/console/funds/claims")).Body!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await adviser.GetAsync($"/console/funds/claims/{foreign}")).StatusCode);
    }

    [Fact]
    public async Task A_claim_goes_from_draft_to_paid_and_the_line_says_so()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var fund = await IdAsync("SELECT id FROM fund WHERE code = 'ZX-2020'");
        var year = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Year;
        var line = await IdAsync($"SELECT id FROM fund_line WHERE fund_id = {fund} AND item = '专家食宿费' AND year = {year}");
        var made = await staff.SubmitAsync("/console/funds/claims/new", form => (form["Input.Title"], form["Input.FundId"]) = ("专家食宿", fund.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var claim = made.Headers.Location!.ToString();

        // Money that can't be read is kept as typed.
        void Fill(Dictionary<string, string> form)
        {
            (form["Input.FundLineId"], form["Input.Kind"], form["Input.Description"], form["Input.Payee"]) = (line.ToString(), "Lodging", "高研班授课专家住宿费", "西安示例宾馆");
            (form["Input.Quantity"], form["Input.UnitPrice"], form["Input.Amount"], form["Input.FromDay"], form["Input.Task"]) = ("2", "350", "七百元", $"{year}-01-05", $"P{year}-019 高级研修班");
            form["Input.UntilDay"] = $"{year}-01-07";
            (form["Input.InvoiceNo"], form["Input.InvoiceTitle"]) = ("2661 7000 0000 0000 0999", "西北工业大学");
            (form["Measures.City"], form["Measures.Persons"], form["Measures.Nights"]) = ("西安", "1", "2");
        }
        var wrong = await staff.SubmitAsync($"{claim}/lines", Fill);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var again = await wrong.ParseAsync();
        Assert.Contains("金额不是数字", again.Body!.TextContent);
        Assert.Equal("七百元", again.QuerySelector("input[name='Input.Amount']")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync($"{claim}/lines", form => { Fill(form); form["Input.Amount"] = "700"; })).StatusCode);

        // The grant's claim isn't handed in before its papers are there; the page lists them and takes one scan that holds both.
        await StepAsync(staff, claim, "check", HttpStatusCode.Conflict);
        Assert.Contains("服务方结算清单", (await staff.PageAsync(claim)).QuerySelector("section[aria-labelledby=papers]")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(staff, claim, "settlement", "invoice")).StatusCode);
        Assert.Contains("已齐全", (await staff.PageAsync(claim)).QuerySelector("section[aria-labelledby=papers]")!.TextContent);
        await StepAsync(staff, claim, "check", HttpStatusCode.Redirect);
        await StepAsync(staff, claim, "unit-approve", HttpStatusCode.Conflict);
        var leader = await _site.SignedInAsync("leader@example.com");
        await StepAsync(leader, claim, "unit-approve", HttpStatusCode.Redirect);
        var finance = await _site.SignedInAsync("finance@example.com");
        await StepAsync(finance, claim, "finance-approve", HttpStatusCode.Redirect);
        await StepAsync(finance, claim, "hand", HttpStatusCode.Redirect);
        await StepAsync(finance, claim, "pay", HttpStatusCode.Conflict);
        Assert.Equal(HttpStatusCode.Redirect, (await finance.SubmitAsync(claim, form => (form["Voucher"], form["PaidOn"]) = ("记-0912", TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd")), "main form[action$='handler=Voucher']")).StatusCode);
        await StepAsync(finance, claim, "pay", HttpStatusCode.Redirect);

        Assert.Contains("已付款", (await finance.PageAsync(claim)).Body!.TextContent);
        Assert.Contains(claim.Split('/')[^1], (await finance.PageAsync($"/console/funds/lines/{line}")).Body!.TextContent);
        Assert.Equal(70000, await IdAsync($"SELECT paid FROM fund_line WHERE id = {line}"));
    }

    [Fact]
    public async Task A_paid_claim_is_reversed_by_two_people_and_its_money_comes_back()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var claim = $"/console/funds/claims/{await NumberAsync("paid")}";
        var paid = await IdAsync("SELECT sum(paid) FROM fund_line");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await finance.SubmitAsync(claim, null, "main form[action$='handler=Reversal']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await finance.SubmitAsync(claim, form => form["Reason"] = "款项退回", "main form[action$='handler=Reversal']")).StatusCode);
        var move = $"/console/funds/moves/{await _site.Database.ReadAsync(s => s.FirstAsync<string>("SELECT number FROM fund_move ORDER BY id DESC LIMIT 1"))}";
        var leader = await _site.SignedInAsync("leader@example.com");
        await StepAsync(leader, move, "approve", HttpStatusCode.Redirect);
        Assert.Contains("已冲销", (await finance.PageAsync(claim)).Body!.TextContent);
        Assert.True(await IdAsync("SELECT sum(paid) FROM fund_line") < paid);
    }

    [Fact]
    public async Task A_new_version_is_drafted_by_finance_approved_by_a_leader_and_takes_the_place_of_the_old()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var fund = await IdAsync("SELECT id FROM fund WHERE code = 'ZX-2020'");
        var year = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Year;
        var made = await finance.SubmitAsync("/console/funds/budgets/new", form =>
            (form["Input.FundId"], form["Input.FromYear"], form["Input.UntilYear"], form["Input.Title"]) = (fund.ToString(), (year - 1).ToString(), (year + 1).ToString(), "三年预算调整"));
        var budget = made.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ItemAsync("十万")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await ItemAsync("95,000.00")).StatusCode);
        await StepAsync(finance, budget, "submit", HttpStatusCode.Redirect);
        await StepAsync(finance, budget, "approve", HttpStatusCode.Conflict);
        await StepAsync(await _site.SignedInAsync("leader@example.com"), budget, "approve", HttpStatusCode.Redirect);
        Assert.Equal(1, await IdAsync($"SELECT count(*) FROM budget WHERE fund_id = {fund} AND state = 'approved'"));
        Assert.Equal(9_500_000, await IdAsync($"SELECT planned FROM fund_line WHERE fund_id = {fund} AND item = '教材编写与出版' AND year = {year}"));

        Task<HttpResponseMessage> ItemAsync(string amount) => finance.SubmitAsync(budget,
            form => (form["Year"], form["Choice"], form["Amount"]) = (year.ToString(), "19(2)|教材编写与出版", amount), "main form[action$='handler=Item']");
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string claim, params string[] papers)
    {
        using var body = new MultipartFormDataContent
        {
            { new StringContent((await client.PageAsync(claim)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent("%PDF-1.4\n%%EOF\n"u8.ToArray()), "upload", "票据.pdf" },
        };
        foreach (var paper in papers)
        {
            body.Add(new StringContent(paper), "papers");
        }
        return await client.PostAsync(claim + "?handler=Attach", body);
    }

    private static async Task StepAsync(HttpClient client, string record, string step, HttpStatusCode expected, string? comment = null)
    {
        var token = (await client.PageAsync(record)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var body = new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["step"] = step };
        if (comment is not null)
        {
            (body["comment"], body["passReviews"]) = (comment, "true");
        }
        var answer = await client.PostAsync(record + "?handler=Step", new FormUrlEncodedContent(body));
        Assert.True(expected == answer.StatusCode, $"{step} answered {(int)answer.StatusCode}: {(await answer.ParseAsync()).QuerySelector(".ce-error-summary, main")?.TextContent}");
    }
}
