using System.Net;
using System.Text;

namespace CEBase.Tests.Web.Funds;

/// <summary>The fund's pages, on the sample base.</summary>
public sealed class FundsPageTests : IAsyncLifetime
{
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.WithDemoAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_file_is_checked_kept_filtered_and_given_back_with_its_verdicts()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var batch = await CheckAsync(finance, "单号,开支范围,摘要,金额\nA1,19(4),专家授课劳务费,1200\nA2,,取暖补贴,300\nA3,,其他,5\n");

        var page = await finance.PageAsync(batch);
        Assert.Contains("取暖补贴", page.Body!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll("a[href*='NPU']"));
        Assert.DoesNotContain("专家授课", (await finance.PageAsync(batch + "?verdict=block")).Body!.TextContent);
        Assert.Contains("A2,,取暖补贴,300,block,funds.welfare,NPU:20(1),", await finance.GetStringAsync(batch + "?handler=Marked"));
        Assert.Contains("禁止", (await finance.PageAsync("/console/funds/check?text=公车轮胎更换")).Body!.TextContent);
    }

    [Fact]
    public async Task A_file_that_can_not_be_read_is_refused_in_a_sentence()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var answer = await UploadAsync(finance, "/console/funds/check", "a,b\n1,2\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("摘要", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_addition_is_tried_on_past_lines_takes_effect_and_can_be_taken_back()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        await CheckAsync(finance, "单号,摘要\nB1,教材印刷与氛围布置灯笼\nB2,灯笼采购\n");
        void Fill(Dictionary<string, string> f) => (f["Text"], f["Meaning"], f["Citation"], f["Example"], f["Reason"]) = ("灯笼", "gift", "NPU:20(1)", "灯笼采购", "节日布置不属培训");

        var trial = await TypedAsync(finance, "Try", Fill);
        Assert.Contains("灯笼采购", trial.Body!.TextContent);
        Assert.Contains("会改变", trial.Body!.TextContent);
        Assert.Contains("复核", (await finance.PageAsync("/console/funds/check?text=灯笼采购")).Body!.TextContent);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(finance, await finance.PageAsync("/console/funds/vocabulary"), "Add", Fill)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(finance, trial, "Add", Fill)).StatusCode);
        Assert.Contains("礼品或节日物资", (await finance.PageAsync("/console/funds/check?text=灯笼采购")).Body!.TextContent);
        Assert.Contains("灯笼", (await finance.PageAsync("/console/funds/vocabulary?q=灯笼")).Body!.TextContent);

        await finance.SubmitAsync("/console/funds/vocabulary", selector: "main form[action*=Withdraw]");
        Assert.DoesNotContain("礼品或节日物资", (await finance.PageAsync("/console/funds/check?text=灯笼采购")).Body!.TextContent);
    }

    [Fact]
    public async Task Who_only_views_may_not_change_the_vocabulary_or_check()
    {
        var auditor = await _site.SignedInAsync("auditor@example.com");
        Assert.Null((await auditor.PageAsync("/console/funds/vocabulary")).QuerySelector("form#change"));
        Assert.NotEqual(HttpStatusCode.OK, (await auditor.GetAsync("/console/funds/check")).StatusCode);
    }

    [Fact]
    public async Task A_month_is_compared_its_proposal_confirmed_its_difference_explained_and_closed_by_two_sides()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var office = await _site.SignedInAsync("office@example.com");
        const string month = "/console/funds/reconciliation/2026-05";
        var compared = await CompareAsync(finance);
        Assert.True(compared.StatusCode == HttpStatusCode.Redirect, await compared.Content.ReadAsStringAsync());
        Assert.Contains("按金额和日期", (await finance.PageAsync(month)).Body!.TextContent);
        var workbook = await finance.GetAsync(month + "?handler=Workbook");
        Assert.Equal(HttpStatusCode.OK, workbook.StatusCode);
        Assert.Equal("PK", Encoding.ASCII.GetString(await workbook.Content.ReadAsByteArrayAsync(), 0, 2));

        Assert.Equal(HttpStatusCode.Conflict, (await StepAsync(office, "sign_base")).StatusCode);
        await finance.SubmitAsync(month, selector: "main form[action*=Confirm]");
        Assert.Contains("还没有写明原因", (await finance.PageAsync(month)).Body!.TextContent);
        var difference = (await finance.PageAsync(month)).QuerySelector("main form[action*=Explain] input[name=Item]")!.GetAttribute("value")!;
        var wordless = await DecideAsync("Explain", ("Item", difference), ("Explanation", " "), ("Carries", "true"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wordless.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync("Explain", ("Item", difference), ("Explanation", "银行手续费"), ("Carries", "false"))).StatusCode);
        Assert.Contains("银行手续费", (await finance.PageAsync(month)).Body!.TextContent);
        Assert.Equal((HttpStatusCode)422, (await DecideAsync("Pair", ("Items", difference))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(office, "sign_base")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(finance, "sign_finance")).StatusCode);
        Assert.Equal("closed", await _site.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT state FROM reconciliation_month WHERE month = '2026-05'")));
        Assert.Equal(HttpStatusCode.Conflict, (await CompareAsync(finance)).StatusCode);
        var printed = await finance.PageAsync(month + "/print");
        Assert.Contains("银行手续费", printed.Body!.TextContent);
        Assert.Equal(2, printed.QuerySelectorAll(".signs td").Count(c => c.TextContent.Contains("盖章处") && c.TextContent.Contains(" 年 ")));

        async Task<HttpResponseMessage> DecideAsync(string handler, params (string Name, string Value)[] fields)
        {
            var token = (await finance.PageAsync(month)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            return await finance.PostAsync($"{month}?handler={handler}", new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
        }

        async Task<HttpResponseMessage> StepAsync(HttpClient client, string step)
        {
            var token = (await client.PageAsync(month)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            return await client.PostAsync($"{month}?handler=Step", new FormUrlEncodedContent(new Dictionary<string, string> { ["step"] = step, ["comment"] = "清单只取两张", ["passReviews"] = "true", ["__RequestVerificationToken"] = token }));
        }
    }

    private static async Task<HttpResponseMessage> CompareAsync(HttpClient client)
    {
        var page = await client.PageAsync("/console/funds/reconciliation");
        var token = page.QuerySelector("main form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent("2026-05"), "Month" },
            { new StringContent("45"), "WindowDays" },
            { new StringContent("File"), "Source" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("日期,凭证号,摘要,支出,收入\n2026-05-02,记-1,BX20260001 讲课费,100,\n2026-05-03,记-2,资料翻译,250,\n2026-05-04,记-3,手续费,5,\n")), "Ledger", "ledger.csv" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("单号,日期,摘要,金额\nBX20260001,2026-05-01,讲课费,100\nBX20260002,2026-05-01,资料翻译,250\n")), "Claims", "claims.csv" },
        };
        return await client.PostAsync("/console/funds/reconciliation", form);
    }

    private static async Task<string> CheckAsync(HttpClient client, string csv)
    {
        var answer = await UploadAsync(client, "/console/funds/check", csv);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string address, string csv)
    {
        var page = await client.PageAsync(address);
        var token = page.QuerySelector("main form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "Upload", "lines.csv" } };
        return await client.PostAsync(address, form);
    }

    private static async Task<AngleSharp.Dom.IDocument> TypedAsync(HttpClient client, string handler, Action<Dictionary<string, string>> fill)
    {
        var answer = await PostAsync(client, await client.PageAsync("/console/funds/vocabulary"), handler, fill);
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.ParseAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, AngleSharp.Dom.IDocument page, string handler, Action<Dictionary<string, string>> fill)
    {
        var fields = page.QuerySelectorAll("form#change input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        fill(fields);
        return client.PostAsync($"/console/funds/vocabulary?handler={handler}", new FormUrlEncodedContent(fields));
    }
}
