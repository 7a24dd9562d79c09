using System.Text.RegularExpressions;

namespace CEBase.Tests.Browser;

/// <summary>
/// A claim from draft to paid as staff, the base's leader and finance do it, and one that is stopped because the fund may not be spent on it. At
/// desktop and at phone width.
/// </summary>
[Collection("browser")]
public sealed partial class FundsWalk(BrowserSite site)
{
    private const string GrantCode = "ZX-2020";

    private static DateOnly Today => DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).Date);

    [Theory]
    [InlineData(false, "26617000000000000998")]
    [InlineData(true, "26617000000000000997")]
    public async Task A_claim_goes_from_draft_to_paid(bool phone, string invoice)
    {
        await using var staff = await SignedInAsync("staff@example.com", phone);
        var claim = await DraftAsync(staff, "授课专家食宿");
        await AddLineAsync(staff, claim, "高研班授课专家住宿费", invoice, "700");
        await staff.LookAsync("claim-draft");

        // What is still missing is said before hand-in; one scan may hold several papers.
        if (await staff.Page.Locator("section[aria-labelledby=papers]").CountAsync() > 0)
        {
            await Assertions.Expect(staff.Page.Locator("section[aria-labelledby=papers]")).ToContainTextAsync("缺");
        }
        await AttachAsync(staff, claim);
        await TakeAsync(staff, claim, "check");
        await staff.LookAsync("claim-checked");

        await using var leader = await SignedInAsync("leader@example.com", phone);
        await TakeAsync(leader, claim, "unit-approve");
        await leader.LookAsync();

        await using var finance = await SignedInAsync("finance@example.com", phone);
        await TakeAsync(finance, claim, "finance-approve");
        await TakeAsync(finance, claim, "hand");

        // Payment can't be recorded before the finance office's voucher is known.
        await finance.OpenAsync(claim);
        await Assertions.Expect(finance.Page.Locator(".ce-workflow button[disabled]").First).ToBeVisibleAsync();
        await finance.LookAsync("claim-handed");
        await finance.Page.FillAsync("[name=Voucher]", "记-0912");
        await finance.Page.FillAsync("[name=PaidOn]", Today.ToString("yyyy-MM-dd"));
        await SubmitAsync(finance.Page, "main form[action$='handler=Voucher'] button[type=submit]");
        await TakeAsync(finance, claim, "pay");
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync("已付款");
        await finance.LookAsync("claim-paid");
        await finance.OpenAsync("/console/funds");
        await finance.LookAsync("funds");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_claim_for_a_forbidden_use_is_stopped_with_the_article_and_keeps_what_was_typed(bool phone)
    {
        await using var staff = await SignedInAsync("staff@example.com", phone);
        var page = staff.Page;
        var claim = await DraftAsync(staff, "中秋慰问");

        // An amount that can't be read is said at the field, and everything else stays as typed.
        await FillLineAsync(staff, claim, "中秋粽子礼盒（教职工慰问）", "", "七百元");
        await SubmitAsync(page, "main form[method=post] button[type=submit]");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("金额不是数字");
        Assert.Equal(("中秋粽子礼盒（教职工慰问）", "七百元"), (await page.InputValueAsync("[name='Input.Description']"), await page.InputValueAsync("[name='Input.Amount']")));
        await staff.LookAsync("claim-line-error");
        await page.FillAsync("[name='Input.Amount']", "700");
        await SubmitAsync(page, "main form[method=post] button[type=submit]");

        // The line stands as typed, with what stops it and the article beside it; there is no button to hand it in, and no reason passes it.
        await staff.OpenAsync(claim);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("中秋粽子礼盒（教职工慰问）");
        await Assertions.Expect(page.Locator(".ce-finding-block .ce-finding-articles").First).ToContainTextAsync("20");
        await Assertions.Expect(page.Locator(".ce-workflow button[disabled]").First).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("form:has(input[name=step][value=check])").CountAsync());
        await staff.LookAsync("claim-forbidden");
        await page.Locator("main a[href*='/lines/']").First.ClickAsync();
        await page.WaitForSelectorAsync("[name='Input.Description']");
        Assert.Equal("中秋粽子礼盒（教职工慰问）", await page.InputValueAsync("[name='Input.Description']"));
    }

    private async Task<Visit> SignedInAsync(string login, bool phone)
    {
        var visit = await site.VisitAsync(phone);
        await visit.SignInAsync(login);
        return visit;
    }

    /// <summary>A new claim on the grant; its address.</summary>
    private async Task<string> DraftAsync(Visit staff, string title)
    {
        await staff.OpenAsync("/console/funds/claims");
        await staff.Page.ClickAsync("main a[href='/console/funds/claims/new']");
        await staff.LookAsync();
        await staff.Page.FillAsync("[name='Input.Title']", title);
        await staff.Page.SelectOptionAsync("[name='Input.FundId']", (await NumberAsync($"SELECT id FROM fund WHERE code = '{GrantCode}'")).ToString());
        await staff.Page.ClickAsync("main form[method=post] button[type=submit]");
        await staff.Page.WaitForURLAsync(ClaimAddress());
        return new Uri(staff.Page.Url).AbsolutePath;
    }

    private async Task AddLineAsync(Visit staff, string claim, string description, string invoice, string amount)
    {
        await FillLineAsync(staff, claim, description, invoice, amount);
        await staff.LookAsync("claim-line");
        await SubmitAsync(staff.Page, "main form[method=post] button[type=submit]");
        await staff.OpenAsync(claim);
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync(description);
    }

    /// <summary>Two nights of one expert in Xi'an on the grant's line for experts' board and lodging.</summary>
    private async Task FillLineAsync(Visit staff, string claim, string description, string invoice, string amount)
    {
        var page = staff.Page;
        await staff.OpenAsync($"{claim}/lines");
        await page.SelectOptionAsync("[name='Input.FundLineId']", (await NumberAsync(
            $"SELECT l.id FROM fund_line l JOIN fund f ON f.id = l.fund_id WHERE f.code = '{GrantCode}' AND l.item = '专家食宿费' AND l.year = {Today.Year}")).ToString());
        // Choosing the kind brings its fields; the base's own invoice header is filled in already.
        var kind = invoice.Length > 0 ? "Lodging" : "Other";
        await page.RunAndWaitForResponseAsync(() => page.SelectOptionAsync("[name='Input.Kind']", kind), answer => answer.Url.Contains("handler=Kind", StringComparison.Ordinal));
        await page.WaitForSelectorAsync(kind == "Lodging" ? "[name='Measures.Nights']" : "[name='Measures.Persons']");
        foreach (var (name, value) in new[]
        {
            ("Input.Description", description), ("Input.Payee", "西安示例宾馆"), ("Input.Quantity", "2"), ("Input.UnitPrice", "350"), ("Input.Amount", amount),
            ("Input.FromDay", $"{Today.Year}-01-05"), ("Input.UntilDay", $"{Today.Year}-01-07"), ("Input.Task", $"P{Today.Year}-019 高级研修班"), ("Input.InvoiceNo", invoice), ("Measures.Persons", "1"),
        }.Concat(kind == "Lodging" ? [("Measures.City", "西安"), ("Measures.Nights", "2")] : []))
        {
            await page.FillAsync($"[name='{name}']", value);
        }
    }

    /// <summary>Uploads a scan that holds every paper the form offers a box for and the claim still lacks.</summary>
    private static async Task AttachAsync(Visit staff, string claim)
    {
        await staff.OpenAsync(claim);
        var form = staff.Page.Locator("main form[action$='handler=Attach']");
        await form.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "票据和结算清单.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\n%%EOF"u8.ToArray() });
        foreach (var box in await form.Locator("input[type=checkbox]").AllAsync())
        {
            await box.CheckAsync();
        }
        await SubmitAsync(staff.Page, "main form[action$='handler=Attach'] button[type=submit]");
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync("票据和结算清单.pdf");
    }

    private static async Task TakeAsync(Visit visit, string address, string step)
    {
        await visit.OpenAsync(address);
        var form = visit.Page.Locator($".ce-workflow form:has(input[name=step][value={step}])").First;
        Assert.True(await form.CountAsync() == 1, $"{address} offers no {step}: {await visit.Page.Locator("main").InnerTextAsync()}");
        if (await form.Locator("[name=comment]").CountAsync() > 0)
        {
            await form.Locator("[name=comment]").FillAsync("已核对，情况属实。");
        }
        if (await form.Locator("[name=passReviews]").CountAsync() > 0)
        {
            await form.Locator("[name=passReviews]").CheckAsync();
        }
        await SubmitAsync(visit.Page, $".ce-workflow form:has(input[name=step][value={step}]) button[type=submit] >> nth=0");
        Assert.True(await visit.Page.Locator($".ce-workflow form:has(input[name=step][value={step}])").CountAsync() == 0, $"{step} was not taken: {await visit.Page.Locator("main").InnerTextAsync()}");
    }

    /// <summary>Sends a form and waits for the page that answers.</summary>
    private static async Task SubmitAsync(IPage page, string button)
    {
        await page.RunAndWaitForResponseAsync(() => page.ClickAsync(button), answer => answer.Request.Method == "POST");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private Task<long> NumberAsync(string sql) => site.Site.Database.ReadAsync(db => db.ScalarAsync<long>(sql));

    [GeneratedRegex(@"/console/funds/claims/BX\d{4}-\d+$")]
    private static partial Regex ClaimAddress();
}
