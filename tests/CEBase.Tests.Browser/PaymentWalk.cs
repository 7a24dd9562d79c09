namespace CEBase.Tests.Browser;

/// <summary>A learner pays a bill at the school's payment page, and finance sees it. At desktop and at phone width.</summary>
[Collection("browser")]
public sealed class PaymentWalk(BrowserSite site)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_learner_pays_online_and_finance_sees_it(bool phone)
    {
        await using var visit = await site.VisitAsync(phone);
        var (bill, login) = await BillAsync(phone);
        var page = visit.Page;
        await visit.SignInAsync(login);
        await visit.OpenAsync($"/my/bills/{bill}");
        await visit.LookAsync("bill");
        await page.ClickAsync($"main a[href='/my/bills/{bill}/pay']");
        await visit.LookAsync("pay");

        // The browser goes on to the platform by itself: the page's own rules let a form lead nowhere else.
        await page.ClickAsync("main form[method=post] button[type=submit]");
        await page.WaitForURLAsync(url => url.Contains("/pay/"), new PageWaitForURLOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.WaitForSelectorAsync("h1:has-text('分')");
        await visit.OpenAsync($"{site.Address}/my/bills/{bill}/pay");
        await visit.LookAsync("pay-again");
        await visit.OpenAsync($"{site.Address}/my/bills/{bill}/paid");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("还没有确认");
        await visit.LookAsync("pay-waiting");

        await visit.OpenAsync($"{site.Address}/my/bills/{bill}/pay");
        await page.ClickAsync("main a.btn-primary");
        await page.ClickAsync("button:has-text('付款')");
        await page.WaitForURLAsync($"**/my/bills/{bill}");
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("已收到线上缴费");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("已缴清");
        await visit.LookAsync("bill-paid");

        await using var finance = await site.VisitAsync(phone);
        await finance.SignInAsync("finance@example.com");
        await finance.OpenAsync("/console/income/online");
        await finance.LookAsync("online");
        await finance.Page.ClickAsync("main td a[href*='/console/income/online/ZF']");
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync("已到账");
        await finance.LookAsync("online-order");
        await StrayAsync(finance, bill);
        await finance.OpenAsync("/console/income/online/statement");
        await finance.Page.FillAsync("[name=Day]", DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(-1).ToString("yyyy-MM-dd"));
        await finance.Page.ClickAsync("main form[method=post] button[type=submit]");
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync("已核对的日期");
        await finance.LookAsync("online-statement");
    }

    /// <summary>The same order is paid once more: the money waits, and finance records that it went back.</summary>
    private async Task StrayAsync(Visit finance, string bill)
    {
        var order = site.Payments.Orders.Values.Single(o => o.Request["subject"].EndsWith(bill, StringComparison.Ordinal));
        Assert.True((await PaymentPlatform.SendAsync(site.Payments.Site!, site.Payments.Notification(site.Payments.Pay(order.OrderNo)))).IsSuccessStatusCode);
        order.PaidAt = order.PaidAt.AddDays(-1);
        await finance.OpenAsync("/console/income/online");
        await finance.LookAsync("online-strays");
        await finance.Page.ClickAsync("main td a[href*='/strays/']");
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync("同一订单再次到账");
        await finance.LookAsync("stray");
        await finance.Page.FillAsync("[name=Voucher]", "记-0088");
        await finance.Page.ClickAsync("main form[action$='handler=Voucher'] button[type=submit]");
        await finance.Page.ClickAsync(".ce-workflow summary:has-text('登记退回付款人')");
        await finance.Page.FillAsync(".ce-workflow form:has(input[value=return]) [name=comment]", "学员重复支付，已原路退回");
        await finance.Page.ClickAsync(".ce-workflow form:has(input[value=return]) button[type=submit]");
        await finance.Page.ClickAsync(".ce-dialog .btn-outline-danger");
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync("已退回付款人");
    }

    /// <summary>An open bill of a learner who has agreed, another for each width.</summary>
    private Task<(string Bill, string Login)> BillAsync(bool phone) => site.Site.Database.ReadAsync(async db =>
    {
        var found = await db.QueryAsync<Owed>("""
            SELECT r.number, a.email FROM receivable r JOIN learner l ON l.id = r.learner_id JOIN account a ON a.id = l.account_id JOIN training_class c ON c.id = r.class_id
            WHERE r.state = 'open' AND a.email IS NOT NULL AND (EXISTS (SELECT 1 FROM agreement_consent k WHERE k.class_id = r.class_id AND k.learner_id = r.learner_id)
              OR NOT EXISTS (SELECT 1 FROM project p WHERE p.id = c.project_id AND p.is_open_enrolment = TRUE)) ORDER BY r.id LIMIT 2
            """);
        return (found[phone ? 1 : 0].Number, found[phone ? 1 : 0].Email);
    });

    private sealed record Owed
    {
        public string Number { get; init; } = "";
        public string Email { get; init; } = "";
    }
}
