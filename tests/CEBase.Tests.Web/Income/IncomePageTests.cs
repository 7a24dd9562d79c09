using System.Net;
using OfficeOpenXml;

namespace CEBase.Tests.Web.Income;

/// <summary>Bills, receipts, invoices and refunds through the pages, on the sample base.</summary>
public sealed class IncomePageTests(DemoSite demo) : IAsyncLifetime
{
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await demo.ForTestAsync();

    public async ValueTask DisposeAsync() => await demo.DoneAsync(_site);

    private Task<string> OneAsync(string sql) => _site.Database.ReadAsync(async s => await s.FirstAsync<string>(sql) ?? throw new InvalidOperationException($"The demo has nothing for: {sql}"));

    private Task<long> CountAsync(string sql) => _site.Database.ReadAsync(s => s.ScalarAsync<long>(sql));

    private static string Today => TimeProvider.System.Today().InTable();

    private async Task<string> LearnersBillAsync() =>
        await OneAsync("SELECT r.number FROM receivable r JOIN learner l ON l.id = r.learner_id WHERE l.email = 'learner001@example.com' AND r.state = 'open' ORDER BY r.id DESC LIMIT 1");

    [Fact, Reads]
    public async Task Every_page_of_income_draws_for_its_role_and_is_refused_to_others()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var staff = await _site.SignedInAsync("staff@example.com");
        var year = TimeProvider.System.Today().Year;
        var addresses = new List<string> { "/console/income", "/console/income?age=late&payer=Learner", "/console/income?age=91&has=received&q=008", "/console/income/invoices", "/console/income/invoices?state=issued&q=2661", "/console/income/refunds", "/console/income/refunds?state=paid",
            "/console/income/received", $"/console/income/received?month={Today[..7]}&means=Transfer&q=SJ", "/console/income/received?show=reversed&month=kein", $"/console/income/invoices?month={Today[..7]}", $"/console/income/refunds?month={Today[..7]}&q=TF" };
        addresses.Add($"/console/income/received/{await OneAsync("SELECT min(number) FROM receipt")}");
        addresses.AddRange(new[] { "008", "011", "015", "019", "020", "022", "024" }.Select(no => $"/console/classes/{year}-{no}/income"));
        addresses.AddRange((await _site.Database.ReadAsync(s => s.QueryAsync<string>("SELECT min(number) FROM receivable GROUP BY state, payer_kind"))).Select(n => $"/console/income/bills/{n}"));
        addresses.AddRange((await _site.Database.ReadAsync(s => s.QueryAsync<string>("SELECT min(number) FROM invoice GROUP BY state"))).Select(n => $"/console/income/invoices/{n}"));
        addresses.AddRange((await _site.Database.ReadAsync(s => s.QueryAsync<string>("SELECT min(number) FROM refund GROUP BY state"))).Select(n => $"/console/income/refunds/{n}"));
        foreach (var address in addresses)
        {
            foreach (var client in new[] { finance, staff })
            {
                var page = await client.PageAsync(address);
                Assert.Empty(page.QuerySelectorAll("[style], [onclick], main script:not([src])"));
            }
        }
        await finance.PageAsync("/console/income/receipts");
        await finance.PageAsync($"/receipts/{await OneAsync("SELECT number FROM receipt ORDER BY id LIMIT 1")}");
        var learner = await _site.SignedInAsync("learner002@example.com");
        foreach (var address in addresses.Append("/console/income/receipts"))
        {
            Assert.True((int)(await learner.GetAsync(address)).StatusCode is 302 or 403, address);
        }
        Assert.True((int)(await staff.GetAsync("/console/income/receipts")).StatusCode is 302 or 403);
        Assert.Equal(HttpStatusCode.NotFound, (await finance.GetAsync("/console/income/bills/YS1999-0001")).StatusCode);
    }

    [Fact, Reads]
    public async Task Nothing_on_the_page_of_receipts_lets_anybody_name_cash_or_another_account()
    {
        var page = await (await _site.SignedInAsync("finance@example.com")).PageAsync("/console/income/receipts");
        var fields = page.QuerySelectorAll("main input, main select, main textarea").Select(f => f.GetAttribute("name")).OfType<string>().Distinct().Except(["__RequestVerificationToken", "__Invariant"]).Order().ToList();
        Assert.Equal(["Arrival", "Bills", "Choice", "Input.Amount", "Input.OutsideNo", "Input.PaidOn", "Input.PayerName", "Input.Remark", "Note", "Reason", "ReturnedOn", "ReturnNo"], fields);
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM receipt WHERE means NOT IN ('Transfer', 'UnifiedPage')"));
    }

    [Fact, Reads]
    public async Task The_figures_lead_to_rows_that_add_up_and_the_list_goes_out_as_a_workbook()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var page = await finance.PageAsync("/console/income");
        var owed = new Money(await CountAsync("SELECT sum(coalesce(owed, amount) - received) FROM receivable WHERE state IN ('open', 'owing')")).ToString();
        Assert.Contains(owed, page.QuerySelector("a.ce-figure[href='/console/income?state=unpaid']")!.TextContent);
        Assert.Contains(owed, (await finance.PageAsync("/console/income?state=unpaid")).QuerySelector("a.ce-figure[href='/console/income?state=unpaid']")!.TextContent);
        using var file = await finance.GetAsync("/console/income?handler=Export");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.Content.Headers.ContentType?.MediaType);
        Assert.Contains("到账（元）", (await finance.PageAsync("/console/contracts")).Body!.TextContent);
    }

    [Fact]
    public async Task A_learner_sees_what_is_owed_confirms_a_header_and_cannot_open_anothers_bill()
    {
        var learner = await _site.SignedInAsync("learner001@example.com");
        var number = await LearnersBillAsync();
        Assert.Contains(number, (await learner.PageAsync("/my")).QuerySelector("[aria-labelledby=due-bills]")!.TextContent);
        Assert.Contains(number, (await learner.PageAsync("/my/bills")).Body!.TextContent);
        var page = await learner.PageAsync($"/my/bills/{number}");
        Assert.Empty(page.QuerySelectorAll("main [name*=Amount], main [name*=Item]"));

        var wrong = await learner.SubmitAsync($"/my/bills/{number}", form => (form["Input.Title"], form["Input.CreditCode"]) = ("个人", "91610100"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var answer = await wrong.ParseAsync();
        Assert.Contains("不能报销", answer.QuerySelector(".ce-error-summary")!.TextContent);
        Assert.Equal("个人", answer.QuerySelector("input[name='Input.Title']")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Redirect, (await learner.SubmitAsync($"/my/bills/{number}", form => (form["Input.Kind"], form["Input.Title"]) = ("Person", "某学员"))).StatusCode);
        Assert.Contains("待开票", (await learner.PageAsync($"/my/bills/{number}")).Body!.TextContent);

        var other = await OneAsync("SELECT r.number FROM receivable r JOIN learner l ON l.id = r.learner_id WHERE l.email <> 'learner001@example.com' LIMIT 1");
        Assert.Equal(HttpStatusCode.NotFound, (await learner.GetAsync($"/my/bills/{other}")).StatusCode);
        var receipt = await OneAsync("SELECT s.number FROM receipt s JOIN receivable r ON r.id = s.receivable_id JOIN learner l ON l.id = r.learner_id WHERE l.email <> 'learner001@example.com' LIMIT 1");
        Assert.Equal(HttpStatusCode.NotFound, (await learner.GetAsync($"/receipts/{receipt}")).StatusCode);
    }

    [Fact]
    public async Task Who_has_not_agreed_is_sent_to_the_agreement_before_being_told_how_to_pay()
    {
        var number = await LearnersBillAsync();
        await _site.Database.WriteAsync(s => s.ExecuteAsync("UPDATE project SET is_open_enrolment = TRUE WHERE id = (SELECT c.project_id FROM training_class c JOIN receivable r ON r.class_id = c.id WHERE r.number = @number)", new { number }));
        var learner = await _site.SignedInAsync("learner001@example.com");
        var isMissing = await CountAsync($"""
            SELECT count(*) FROM receivable r WHERE r.number = '{number}' AND NOT EXISTS (SELECT 1 FROM agreement_consent a WHERE a.class_id = r.class_id AND a.learner_id = r.learner_id)
            """) > 0;
        var pay = (await learner.PageAsync($"/my/bills/{number}")).QuerySelector("[aria-labelledby=pay]")!;
        Assert.Equal(isMissing, pay.QuerySelector("a[href$='/agreement']") is not null);
        Assert.Equal(!isMissing, pay.TextContent.Contains("转账附言", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_sees_its_own_instalments_and_may_confirm_their_header()
    {
        var client = await _site.SignedInAsync("client@example.com");
        var number = await OneAsync("SELECT number FROM receivable WHERE payer_kind = 'Client' AND state = 'open' ORDER BY id LIMIT 1");
        Assert.Contains(number, (await client.PageAsync("/my/bills")).Body!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await client.SubmitAsync($"/my/bills/{number}", form => form["Input.Kind"] = "Organisation")).StatusCode);
        var foreign = await OneAsync("SELECT number FROM receivable WHERE payer_kind = 'Client' AND payer_name = '渭河装备示例公司' LIMIT 1");
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/my/bills/{foreign}")).StatusCode);
    }

    [Fact]
    public async Task A_transfer_is_noted_matched_by_its_remark_confirmed_and_settles_the_bill()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var number = await LearnersBillAsync();
        var owed = new Money(await CountAsync($"SELECT amount - received FROM receivable WHERE number = '{number}'"));
        Assert.Equal(HttpStatusCode.Redirect, (await finance.SubmitAsync("/console/income/receipts", form =>
            (form["Input.OutsideNo"], form["Input.Amount"], form["Input.PaidOn"], form["Input.PayerName"], form["Input.Remark"]) = ("FIN-77", owed.ToString(), Today, "某单位", $"培训费{number}"), "main form[action$='handler=Note']")).StatusCode);
        var card = "section[aria-label='到账 FIN-77'] form[action$='handler=Confirm']";
        var done = await finance.SubmitAsync("/console/income/receipts", null, card);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("settled", await OneAsync($"SELECT state FROM receivable WHERE number = '{number}'"));
        var receipt = await OneAsync("SELECT number FROM receipt WHERE outside_no = 'FIN-77'");
        Assert.Contains("人民币", (await (await _site.SignedInAsync("learner001@example.com")).PageAsync($"/receipts/{receipt}")).Body!.TextContent);

        var wrong = await finance.SubmitAsync("/console/income/receipts", form => form["Bills"] = "YS1999-0001", "main form[action$='handler=Confirm']");
        Assert.Contains("没有编号", (await wrong.ParseAsync()).QuerySelector(".ce-error-summary")!.TextContent);
    }

    [Fact]
    public async Task A_receipt_on_the_wrong_bill_goes_back_by_two_people_and_the_line_is_confirmed_on_the_right_one()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var number = await LearnersBillAsync();
        var owed = new Money(await CountAsync($"SELECT amount - received FROM receivable WHERE number = '{number}'"));
        await finance.SubmitAsync("/console/income/receipts", form => (form["Input.OutsideNo"], form["Input.Amount"], form["Input.PaidOn"], form["Input.PayerName"]) = ("FIN-88", owed.ToString(), Today, "无关的人"), "main form[action$='handler=Note']");
        var card = "section[aria-label='到账 FIN-88'] form[action$='handler=Confirm']";
        var asked = await finance.SubmitAsync("/console/income/receipts", form => form["Bills"] = number, card);
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        var page = await asked.ParseAsync();
        Assert.Contains("无关的人", page.QuerySelector(".ce-error-summary")!.TextContent);
        Assert.Equal(number, page.QuerySelector($"{card} input[name=Bills]")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Redirect, (await finance.SubmitAsync("/console/income/receipts", form => (form["Bills"], form["Reason"]) = (number, "核对过"), card)).StatusCode);

        var receipt = $"/console/income/received/{await OneAsync("SELECT number FROM receipt WHERE outside_no = 'FIN-88'")}";
        Assert.Equal(HttpStatusCode.Redirect, (await finance.SubmitAsync(receipt, form => form["Reason"] = "编号抄错", "main form[action$='handler=Ask']")).StatusCode);
        await StepAsync(finance, receipt, "approve", HttpStatusCode.Conflict);
        await StepAsync(await _site.SignedInAsync("leader@example.com"), receipt, "approve", HttpStatusCode.Redirect);
        Assert.Equal("open", await OneAsync($"SELECT state FROM receivable WHERE number = '{number}'"));
        Assert.Contains("作废", (await finance.PageAsync(receipt.Replace("/console/income/received", "/receipts"))).Body!.TextContent);
        Assert.NotNull((await finance.PageAsync("/console/income/receipts")).QuerySelector(card));
    }

    [Fact, Reads]
    public async Task The_overview_of_the_income_fund_says_what_came_in()
    {
        var fund = await CountAsync("SELECT min(id) FROM fund WHERE kind = 'Income'");
        var received = new Money(await CountAsync("SELECT sum(received - refunded) FROM receivable")).ToString();
        Assert.Contains(received, (await (await _site.SignedInAsync("finance@example.com")).PageAsync($"/console/funds?fund={fund}&year=0")).QuerySelector("main a[href='/console/income/received']")!.TextContent);
    }

    [Theory, Reads]
    [InlineData("/console/income/received", "SELECT sum(amount) FROM receipt", 10, "SELECT count(*) FROM receipt")]
    [InlineData("/console/income/invoices", "SELECT sum(amount) FROM invoice WHERE invoice_no IS NOT NULL", 11, "SELECT count(*) FROM invoice")]
    [InlineData("/console/income/refunds", "SELECT sum(amount) FROM refund", 12, "SELECT count(*) FROM refund")]
    public async Task A_register_goes_out_as_a_workbook_with_money_as_numbers_and_sums_as_formulas(string address, string sum, int column, string count)
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        using var file = await finance.GetAsync(address + "?handler=Export");
        using var package = new OfficeOpenXml.ExcelPackage(new MemoryStream(await file.Content.ReadAsByteArrayAsync()));
        var sheet = package.Workbook.Worksheets[0];
        var last = sheet.Dimension.End.Row;
        Assert.Equal(await CountAsync(count), last - 4);
        Assert.StartsWith("SUM(", sheet.Cells[last, column].Formula);
        package.Workbook.Calculate();
        Assert.Equal(await CountAsync(sum), (long)Math.Round(sheet.Cells[last, column].GetValue<decimal>() * 100));
        Assert.Contains("#,##0.00", sheet.Cells[4, column].Style.Numberformat.Format);
        Assert.NotNull((await finance.PageAsync(address)).QuerySelector("main a[href*='handler=Export']"));
    }

    [Fact]
    public async Task An_invoice_is_issued_and_a_refund_goes_from_asked_to_paid_by_three_people()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var invoice = $"/console/income/invoices/{await OneAsync("SELECT i.number FROM invoice i JOIN invoice_bill b ON b.invoice_id = i.id JOIN receivable r ON r.id = b.receivable_id WHERE i.state = 'asked' AND r.state = 'settled' ORDER BY i.id LIMIT 1")}";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await finance.SubmitAsync(invoice, null, "main form[action$='handler=Issue']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await finance.SubmitAsync(invoice, form => form["InvoiceNo"] = "266170009999", "main form[action$='handler=Issue']")).StatusCode);
        Assert.Contains("已开票", (await finance.PageAsync(invoice)).Body!.TextContent);

        var staff = await _site.SignedInAsync("staff@example.com");
        var bill = await OneAsync("SELECT number FROM receivable r WHERE state = 'cancelled' AND received > refunded AND NOT EXISTS (SELECT 1 FROM refund f WHERE f.receivable_id = r.id) ORDER BY id LIMIT 1");
        var asked = await staff.SubmitAsync($"/console/income/bills/{bill}", form => form["RefundReason"] = "单位另有任务", "main form[action$='handler=Refund']");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var refund = asked.Headers.Location!.ToString();
        await StepAsync(staff, refund, "approve", HttpStatusCode.Conflict);
        await StepAsync(await _site.SignedInAsync("leader@example.com"), refund, "approve", HttpStatusCode.Redirect);
        Assert.Equal(HttpStatusCode.Redirect, (await finance.SubmitAsync(refund, form => form["PaidNo"] = "TK-9", "main form[action$='handler=Pay']")).StatusCode);
        Assert.Contains("已退款", (await finance.PageAsync(refund)).Body!.TextContent);
    }

    [Fact]
    public async Task Staff_bill_late_comers_with_one_click_bill_a_client_by_share_and_remind_who_is_late()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var year = TimeProvider.System.Today().Year;
        var open = $"/console/classes/{year}-021/income";
        var before = await CountAsync("SELECT count(*) FROM receivable");
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(open, null, "main form[action$='handler=Bill']")).StatusCode);
        Assert.Equal(before + await CountAsync($"SELECT count(*) FROM enrolment e JOIN training_class c ON c.id = e.class_id WHERE c.class_no = '{year}-021' AND e.state = 'admitted'"), await CountAsync("SELECT count(*) FROM receivable"));
        Assert.Null((await staff.PageAsync(open)).QuerySelector("form[action$='handler=Bill']"));

        var client = $"/console/classes/{year}-022/income";
        Assert.Empty((await staff.PageAsync(client)).QuerySelectorAll("main input[name*=Amount]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.SubmitAsync(client, form => form["Input.Percent"] = "100", "main form[action$='handler=Instalment']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(client, form => form["Input.Percent"] = "rest", "main form[action$='handler=Instalment']")).StatusCode);
        Assert.Equal(0, await CountAsync("SELECT sum(r.amount) - (SELECT k.price FROM contract k WHERE k.id = r.contract_id) FROM receivable r JOIN training_class c ON c.id = r.class_id WHERE r.payer_kind = 'Client' AND c.class_no LIKE '%-022' GROUP BY r.contract_id"));

        await _site.Database.WriteAsync(s => s.ExecuteAsync("UPDATE receivable SET reminded_on = NULL"));
        var reminders = await CountAsync("SELECT sum(reminders) FROM receivable");
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync("/console/income", null, "main form[action$='handler=Remind']")).StatusCode);
        Assert.True(await CountAsync("SELECT sum(reminders) FROM receivable") > reminders);
    }

    private static async Task StepAsync(HttpClient client, string record, string step, HttpStatusCode expected)
    {
        var token = (await client.PageAsync(record)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await client.PostAsync(record + "?handler=Step", new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["step"] = step }));
        Assert.True(expected == answer.StatusCode, $"{step} answered {(int)answer.StatusCode}: {(await answer.ParseAsync()).QuerySelector(".ce-error-summary, main")?.TextContent}");
    }
}
