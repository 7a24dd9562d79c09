using System.Net.Http.Json;
using System.Net;
using CEBase.Income.OnlinePayments;

namespace CEBase.Tests.Web.Income;

/// <summary>Paying online as a browser does it, with the stand-in for the school's payment page on the other side.</summary>
public sealed class PaymentPageTests : IAsyncLifetime
{
    private const string Learner = "learner300@example.com";

    private PaymentPlatform _platform = null!;
    private Site _site = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await PaymentPlatform.StartAsync();
        _site = await Site.WithDemoAsync(_platform.Settings);
        _platform.Site = _site.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task A_learner_pays_at_the_platform_and_comes_back_to_a_settled_bill()
    {
        var bill = await BillAsync();
        var learner = await _site.SignedInAsync(Learner);
        Assert.Equal("去缴费", (await learner.PageAsync($"/my/bills/{bill}")).QuerySelector($"main a[href='/my/bills/{bill}/pay']")?.TextContent);
        Assert.Contains("800.00", (await learner.PageAsync($"/my/bills/{bill}/pay")).Body!.TextContent);
        var pressed = await learner.SubmitAsync($"/my/bills/{bill}/pay");
        Assert.Equal($"/my/bills/{bill}/pay?go=true", pressed.Headers.Location!.ToString());
        var onTheWay = await learner.GetAsync(pressed.Headers.Location);
        var address = (await onTheWay.ParseAsync()).QuerySelector("main a.btn-primary")!.GetAttribute("href")!;
        Assert.Equal($"0; url={address}", Assert.Single(onTheWay.Headers.GetValues("Refresh")));

        _platform.Copies = 4;
        var back = await PayAsync(address);
        Assert.Equal($"http://localhost/my/bills/{bill}/paid", back);
        Assert.Equal($"/my/bills/{bill}", (await learner.GetAsync(back)).Headers.Location!.ToString());
        Assert.Equal((1, "settled"), (await NumberAsync("SELECT count(*) FROM receipt WHERE means = 'UnifiedPage'"), await StateAsync(bill)));
        Assert.Contains("不需要缴费", (await learner.PageAsync($"/my/bills/{bill}/pay")).Body!.TextContent);
    }

    [Fact]
    public async Task The_browser_that_comes_back_proves_nothing_and_a_lost_notification_is_asked_for()
    {
        var bill = await BillAsync();
        var learner = await _site.SignedInAsync(Learner);
        Assert.Contains("还没有在支付平台下过订单", (await learner.PageAsync($"/my/bills/{bill}/paid")).Body!.TextContent);
        await learner.SubmitAsync($"/my/bills/{bill}/pay");
        Assert.Contains("还没有确认", (await learner.PageAsync($"/my/bills/{bill}/paid?state=paid&amount=80000")).Body!.TextContent);
        Assert.Equal("open", await StateAsync(bill));

        // Asked a moment ago: the platform isn't asked for every reload.
        var asked = _platform.Requests.Count;
        await learner.PageAsync($"/my/bills/{bill}/paid");
        Assert.Equal(asked, _platform.Requests.Count);

        _platform.Site = null;
        _platform.Pay(Assert.Single(_platform.Orders).Key);
        await _site.Database.WriteAsync(s => s.ExecuteAsync("UPDATE payment_order SET asked_at = NULL"));
        Assert.Equal($"/my/bills/{bill}", (await learner.GetAsync($"/my/bills/{bill}/paid")).Headers.Location!.ToString());
        Assert.Equal("settled", await StateAsync(bill));
    }

    [Fact]
    public async Task Another_amount_is_told_to_the_payer_and_finance_puts_it_to_a_bill_through_the_pages()
    {
        var bill = await BillAsync();
        var learner = await _site.SignedInAsync(Learner);
        await learner.SubmitAsync($"/my/bills/{bill}/pay");
        var order = Assert.Single(_platform.Orders).Key;
        Assert.Equal(HttpStatusCode.OK, (await PaymentPlatform.SendAsync(_site.Visitor(), _platform.Notification(_platform.Pay(order, 50_000)))).StatusCode);
        Assert.Contains("请不要重复缴费", (await learner.PageAsync($"/my/bills/{bill}/paid")).Body!.TextContent);
        Assert.Equal(HttpStatusCode.Conflict, (await learner.SubmitAsync($"/my/bills/{bill}/pay")).StatusCode);

        var finance = await _site.SignedInAsync("finance@example.com");
        Assert.Contains("线上到账待认领", (await finance.PageAsync("/console")).Body!.TextContent);
        Assert.Contains("金额与订单不符", (await finance.PageAsync("/console/income/online?state=failed")).Body!.TextContent);
        Assert.Contains("金额与订单不符", (await finance.PageAsync($"/console/income/online/{order}")).Body!.TextContent);
        var stray = $"/console/income/online/strays/{await NumberAsync("SELECT id FROM stray_payment")}";
        Assert.NotNull((await finance.PageAsync(stray)).QuerySelector(".ce-workflow button[disabled]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await finance.SubmitAsync(stray, f => f["Bill"] = "YS1999-0001", "main form[action$='handler=Aim']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await finance.SubmitAsync(stray, f => f["Bill"] = bill, "main form[action$='handler=Aim']")).StatusCode);
        var token = (await finance.PageAsync(stray)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var matched = await finance.PostAsync(stray + "?handler=Step", new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["step"] = "match" }));
        Assert.Equal(HttpStatusCode.Redirect, matched.StatusCode);
        Assert.Equal((50_000, "open"), (await NumberAsync($"SELECT received FROM receivable WHERE number = '{bill}'"), await StateAsync(bill)));
    }

    [Fact]
    public async Task Notifications_are_taken_as_form_or_json_from_nobody_in_particular_and_refused_unless_signed()
    {
        var bill = await BillAsync();
        var learner = await _site.SignedInAsync(Learner);
        await learner.SubmitAsync($"/my/bills/{bill}/pay");
        var paid = _platform.Pay(Assert.Single(_platform.Orders).Key);
        var visitor = _site.Visitor();

        async Task<(HttpStatusCode, string)> AnswerAsync(Task<HttpResponseMessage> sending) => await sending is var answer ? (answer.StatusCode, await answer.Content.ReadAsStringAsync()) : default;
        var forged = _platform.Notification(paid, key: "another-key-0123456789-0123456789");
        Assert.Equal((HttpStatusCode.Unauthorized, "refused"), await AnswerAsync(PaymentPlatform.SendAsync(visitor, forged)));
        Assert.Equal((HttpStatusCode.Unauthorized, "refused"), await AnswerAsync(PaymentPlatform.SendAsync(visitor, forged, json: true)));
        Assert.Equal((HttpStatusCode.BadRequest, "unreadable"), await AnswerAsync(visitor.PostAsJsonAsync("/payments/notify", new { order_no = 1 })));
        Assert.Equal((HttpStatusCode.BadRequest, "unreadable"), await AnswerAsync(visitor.PostAsync("/payments/notify", new StringContent("order_no=1"))));
        Assert.Equal((HttpStatusCode.BadRequest, "unreadable"), await AnswerAsync(PaymentPlatform.SendAsync(visitor, new() { ["payer_name"] = new string('人', 20_000) })));
        Assert.True((int)(await visitor.GetAsync("/payments/notify")).StatusCode is 404 or 405);
        Assert.Equal(("open", 0), (await StateAsync(bill), await NumberAsync("SELECT count(*) FROM stray_payment")));

        Assert.Equal((HttpStatusCode.OK, "success"), await AnswerAsync(PaymentPlatform.SendAsync(visitor, _platform.Notification(paid), json: true)));
        Assert.Equal((HttpStatusCode.OK, "success"), await AnswerAsync(PaymentPlatform.SendAsync(visitor, _platform.Notification(paid))));
        Assert.Equal((1, "settled"), (await NumberAsync("SELECT count(*) FROM receipt WHERE means = 'UnifiedPage'"), await StateAsync(bill)));
    }

    [Fact]
    public async Task Nobody_sees_anothers_bill_and_only_finance_works_on_online_payments()
    {
        var bill = await BillAsync();
        await (await _site.SignedInAsync(Learner)).SubmitAsync($"/my/bills/{bill}/pay");
        var order = Assert.Single(_platform.Orders).Key;
        var other = await _site.SignedInAsync("learner301@example.com");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/my/bills/{bill}/pay")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/my/bills/{bill}/paid")).StatusCode);
        foreach (var address in new[] { "/console/income/online", $"/console/income/online/{order}", "/console/income/online/statement" })
        {
            Assert.True((int)(await other.GetAsync(address)).StatusCode is 302 or 403);
            Assert.Equal(HttpStatusCode.Redirect, (await _site.Visitor().GetAsync(address)).StatusCode);
            var page = await (await _site.SignedInAsync("finance@example.com")).PageAsync(address);
            Assert.Empty(page.QuerySelectorAll("[style], [onclick], main script:not([src])"));
        }
    }

    [Fact]
    public async Task Finance_asks_about_an_order_and_compares_a_day()
    {
        var bill = await BillAsync();
        await (await _site.SignedInAsync(Learner)).SubmitAsync($"/my/bills/{bill}/pay");
        var paid = _platform.Pay(Assert.Single(_platform.Orders).Key);
        var yesterday = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddDays(-1);
        (paid.PaidAt, paid.Refunded) = (yesterday, 80_000);
        var finance = await _site.SignedInAsync("finance@example.com");
        Assert.Equal(HttpStatusCode.Redirect, (await finance.SubmitAsync($"/console/income/online/{paid.OrderNo}")).StatusCode);
        Assert.Contains("平台已退款 800.00 元", (await finance.PageAsync($"/console/income/online/{paid.OrderNo}")).Body!.TextContent);
        Assert.Equal("settled", await StateAsync(bill));

        _platform.MoreLines.Add($"pay,ZF2025-0001,T-FOREIGN,100,{yesterday:yyyy-MM-ddTHH:mm:sszzz}");
        var fetched = await finance.SubmitAsync("/console/income/online/statement", f => f["Day"] = $"{yesterday:yyyy-MM-dd}");
        var page = await finance.PageAsync(fetched.Headers.Location!.ToString());
        Assert.Contains("相符（1）", page.Body!.TextContent);
        Assert.Contains("未记入缴费通知（1）", page.Body!.TextContent);
        Assert.Equal("待认领", page.QuerySelector("main a[href*='/strays/']")!.TextContent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await finance.SubmitAsync("/console/income/online/statement", f => f["Day"] = "2099-01-01")).StatusCode);
        _platform.Fault = PlatformFault.Error;
        Assert.Contains("没有取到", (await (await finance.SubmitAsync("/console/income/online/statement")).ParseAsync()).Body!.TextContent);
    }

    [Fact]
    public async Task Who_has_not_agreed_is_led_to_the_agreement_and_back()
    {
        var bill = await BillAsync(isOpenClass: true);
        var learner = await _site.SignedInAsync(Learner);
        var pressed = (await learner.SubmitAsync($"/my/bills/{bill}/pay")).Headers.Location!.ToString();
        Assert.Contains("/agreement?back=%2Fmy%2Fbills%2F", pressed, StringComparison.Ordinal);
        Assert.Empty(_platform.Orders);
    }

    [Fact]
    public async Task Out_of_the_box_there_is_no_online_payment_and_too_many_notifications_are_held_back()
    {
        await using var site = await Site.WithDemoAsync(new Dictionary<string, string?> { ["RateLimits:NotificationsPerMinute"] = "3" });
        var bill = await BillAsync(site: site);
        var learner = await site.SignedInAsync(Learner);
        var told = await learner.PageAsync($"/my/bills/{bill}");
        Assert.Null(told.QuerySelector("main a[href$='/pay']"));
        Assert.Contains("转账", told.Body!.TextContent);
        var page = await learner.PageAsync($"/my/bills/{bill}/pay");
        Assert.Contains("线上缴费还没有开通", page.Body!.TextContent);
        Assert.Null(page.QuerySelector("main form"));
        Assert.Contains("还没有接通", (await (await site.SignedInAsync("finance@example.com")).PageAsync("/console/income/online")).Body!.TextContent);
        var visitor = site.Visitor();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PaymentPlatform.SendAsync(visitor, new() { ["order_no"] = "ZF2026-0001" })).StatusCode);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PaymentPlatform.SendAsync(visitor, new() { ["order_no"] = "ZF2026-0001" })).StatusCode);
    }

    /// <summary>Pays on the platform's own page as the payer's browser does.</summary>
    /// <returns>Where the platform sends the browser.</returns>
    private static async Task<string> PayAsync(string address)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        Assert.Contains("付款", await browser.GetStringAsync(address));
        return (await browser.PostAsync(address, null)).Headers.Location!.ToString();
    }

    /// <summary>A bill of 800 yuan for the learner, on a class that asks for the agreement or doesn't.</summary>
    private Task<string> BillAsync(bool isOpenClass = false, Site? site = null) => (site ?? _site).Database.WriteAsync(async db =>
    {
        var open = "SELECT 1 FROM project p WHERE p.id = c.project_id AND p.is_open_enrolment = TRUE";
        await db.ExecuteAsync($"""
            INSERT INTO receivable (number, state, state_since, class_id, payer_kind, learner_id, payer_name, price_id, basis_no, item, instalment, amount, received, refunded, issued_on, due_on, reminders, version)
            SELECT 'YS2026-9001', 'open', '2026-03-01T00:00:00.000Z', (SELECT min(c.id) FROM training_class c WHERE {(isOpenClass ? "" : "NOT ")}EXISTS ({open})
              AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.class_id = c.id AND e.learner_id = l.id)), 'Learner', l.id, l.name, (SELECT min(id) FROM approved_price), '价备〔2026〕1号', '培训费', 1,
              80000, 0, 0, '2026-03-01', '2026-12-31', 0, 1
            FROM learner l JOIN account a ON a.id = l.account_id WHERE a.email = @Learner
            """, new { Learner });
        return "YS2026-9001";
    });

    private async Task<int> NumberAsync(string sql) => await _site.Database.ReadAsync(s => s.ScalarAsync<int>(sql));

    private async Task<string> StateAsync(string bill) => (await _site.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT state FROM receivable WHERE number = @bill", new { bill })))!;
}
