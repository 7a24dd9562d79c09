using System.Net;

namespace CEBase.Tests.Web.Funds;

/// <summary>The claim's line form and record page as clerks and approvers use them, on the sample base.</summary>
public sealed class ClaimLinePageTests : IAsyncLifetime
{
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.WithDemoAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private Task<string> TextAsync(string sql) => _site.Database.ReadAsync(async s => (await s.FirstAsync<string>(sql))!);

    private Task<long> NumberAsync(string sql) => _site.Database.ReadAsync(s => s.ScalarAsync<long>(sql));

    [Fact]
    public async Task An_approver_whose_page_is_older_than_the_claim_is_told_and_approves_nothing()
    {
        var (staff, leader) = (await _site.SignedInAsync("staff@example.com"), await _site.SignedInAsync("leader@example.com"));
        var claim = $"/console/funds/claims/{await TextAsync("SELECT number FROM claim WHERE state = 'checked' ORDER BY id LIMIT 1")}";
        var seen = (await leader.PageAsync(claim)).QuerySelector(".ce-workflow form input[name=seen]")!.GetAttribute("value")!;
        await StepAsync(leader, claim, "unit-return", null, "金额有误");
        await StepAsync(staff, claim, "check", null, null);

        var answer = await PostAsync(leader, claim, "unit-approve", seen, "已核对");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.ParseAsync();
        Assert.Contains("内容在您打开之后有变动", page.QuerySelector("main")!.TextContent);
        // The page that says so is the claim as it is now: from here it can be decided.
        await StepAsync(leader, claim, "unit-approve", page.QuerySelector(".ce-workflow form input[name=seen]")!.GetAttribute("value"), "已核对");
    }

    [Fact]
    public async Task The_form_asks_for_what_the_kind_needs_and_knows_the_bases_own_invoice_header()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var lines = $"/console/funds/claims/{await DraftAsync()}/lines";
        var form = await staff.PageAsync(lines);
        Assert.Equal("西北工业大学", form.QuerySelector("#kind-fields input[name='Input.InvoiceTitle']")!.GetAttribute("value"));
        Assert.Null(form.QuerySelector("#kind-fields input[name='Measures.Hours']"));
        // Without script every field is there, under a summary.
        Assert.NotNull(form.QuerySelector("noscript"));

        var swapped = await (await staff.SubmitAsync(lines, f => f["Input.Kind"] = "Lecture", "main form[method=post]", "?handler=Kind")).ParseAsync();
        Assert.NotNull(swapped.QuerySelector("input[name='Measures.Hours']"));
        Assert.Null(swapped.QuerySelector("input[name='Input.InvoiceNo'], input[name='Measures.Nights'], html header"));
    }

    [Fact]
    public async Task The_same_form_twice_is_one_line_and_a_copy_is_another_without_the_invoice()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var number = await DraftAsync();
        var lines = $"/console/funds/claims/{number}/lines";
        var count = await CountAsync(number);
        var key = "";
        HttpResponseMessage? saved = null;
        for (var i = 0; i < 2; i++)
        {
            saved = await staff.SubmitAsync(lines, f =>
            {
                (f["Input.FundLineId"], f["Input.Description"], f["Input.Payee"], f["Input.UnitPrice"], f["Input.FromDay"], f["Input.InvoiceNo"]) = (BudgetId(number), "培训教材印刷", "西安示例印务公司", "12.5", "2026-03-01", "№ 26617000000000000999");
                f["Input.Quantity"] = "3";
                f["Input.RequestKey"] = key = key.Length > 0 ? key : f["Input.RequestKey"];
                f["another"] = "true";
            });
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }
        Assert.Equal(count + 1, await CountAsync(number));
        Assert.Equal(3750, await NumberAsync($"SELECT amount FROM claim_line WHERE claim_id = (SELECT id FROM claim WHERE number = '{number}') ORDER BY id DESC LIMIT 1"));

        var copy = await staff.PageAsync(saved!.Headers.Location!.ToString());
        Assert.Equal("培训教材印刷", copy.QuerySelector("[name='Input.Description']")!.GetAttribute("value"));
        Assert.True(string.IsNullOrEmpty(copy.QuerySelector("[name='Input.InvoiceNo']")!.GetAttribute("value")));
        Assert.NotEqual(key, copy.QuerySelector("[name='Input.RequestKey']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Of_two_editors_the_second_keeps_what_was_typed_and_reads_what_stands()
    {
        var (first, second) = (await _site.SignedInAsync("staff@example.com"), await _site.SignedInAsync("staff@example.com"));
        var number = await DraftAsync();
        var line = $"/console/funds/claims/{number}/lines/{await NumberAsync($"SELECT min(id) FROM claim_line WHERE claim_id = (SELECT id FROM claim WHERE number = '{number}')")}";
        var version = (await second.PageAsync(line)).QuerySelector("[name='Input.Version']")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Redirect, (await first.SubmitAsync(line, f => f["Input.Description"] = "先改的摘要")).StatusCode);

        var answer = await second.SubmitAsync(line, f => (f["Input.Description"], f["Input.Version"]) = ("后改的摘要", version));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.ParseAsync();
        Assert.Contains("现在是：先改的摘要", page.QuerySelector("main")!.TextContent);
        Assert.Equal("后改的摘要", page.QuerySelector("[name='Input.Description']")!.GetAttribute("value"));
        var now = page.QuerySelector("[name='Input.Version']")!.GetAttribute("value")!;
        Assert.NotEqual(version, now);
        Assert.Equal(HttpStatusCode.Redirect, (await second.SubmitAsync(line, f => (f["Input.Description"], f["Input.Version"]) = ("后改的摘要", now))).StatusCode);
    }

    [Fact]
    public async Task Missing_papers_are_listed_once_on_the_page_and_named_once_where_they_stop_the_step()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var number = await TextAsync("SELECT k.number FROM claim k JOIN claim_line l ON l.claim_id = k.id WHERE k.state = 'draft' AND l.kind = 'Lodging' ORDER BY k.id LIMIT 1");
        var page = await staff.PageAsync($"/console/funds/claims/{number}");
        Assert.Contains("服务方结算清单", page.QuerySelector("section[aria-labelledby=papers]")!.TextContent);
        Assert.DoesNotContain("服务方结算清单", page.QuerySelector("section[aria-labelledby=lines]")!.TextContent);
        Assert.Equal(2, page.QuerySelector(".ce-workflow")!.TextContent.Split("服务方结算清单").Length);
    }

    private Task<string> DraftAsync() => TextAsync("SELECT k.number FROM claim k WHERE k.state = 'draft' AND EXISTS (SELECT 1 FROM claim_line l WHERE l.claim_id = k.id AND l.kind IN ('Purchase', 'Lodging')) ORDER BY k.id LIMIT 1");

    private string BudgetId(string number) => NumberAsync($"SELECT min(l.fund_line_id) FROM claim_line l JOIN claim k ON k.id = l.claim_id WHERE k.number = '{number}'").GetAwaiter().GetResult().ToString();

    private Task<long> CountAsync(string number) => NumberAsync($"SELECT count(*) FROM claim_line WHERE claim_id = (SELECT id FROM claim WHERE number = '{number}')");

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string record, string step, string? seen, string? comment)
    {
        var token = (await client.PageAsync(record)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(record + "?handler=Step", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token, ["step"] = step, ["seen"] = seen ?? "", ["comment"] = comment ?? "", ["passReviews"] = comment is null ? "false" : "true",
        }));
    }

    private static async Task StepAsync(HttpClient client, string record, string step, string? seen, string? comment)
    {
        var answer = await PostAsync(client, record, step, seen, comment);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{step}: {(await answer.ParseAsync()).QuerySelector("main")?.TextContent}");
    }
}
