using System.Net;

namespace CEBase.Tests.Web.Funds;

/// <summary>Lecture fees and standards through the pages, on the sample base.</summary>
public sealed class LectureFeePageTests : IAsyncLifetime
{
    private static readonly int Year = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Year;

    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.WithDemoAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private Task<string> NumberAsync(string state) => _site.Database.ReadAsync(async s => (await s.FirstAsync<string>("SELECT number FROM fee_list WHERE state = @state", new { state }))!);

    [Fact]
    public async Task Every_page_of_standards_and_lecture_fees_draws_for_its_role()
    {
        var (handed, waiting) = (await NumberAsync("handed"), await NumberAsync("checked"));
        foreach (var who in new[] { "staff@example.com", "finance@example.com", "leader@example.com" })
        {
            var user = await _site.SignedInAsync(who);
            foreach (var address in new[]
            {
                "/console/funds/standards", "/console/funds/standards?on=2016-06-01", "/console/funds/lecture-fees", "/console/funds/lecture-fees?state=due", "/console/funds/lecture-fees?state=checked",
                "/console/funds/lecture-fees?kind=Consultation",
                $"/console/funds/lecture-fees/{handed}", $"/console/funds/lecture-fees/{waiting}",
            })
            {
                var page = await user.PageAsync(address);
                Assert.Empty(page.QuerySelectorAll("[style], [onclick], main script:not([src])"));
            }
        }
        var staff = await _site.SignedInAsync("staff@example.com");
        var due = await staff.PageAsync($"/console/classes/{Year}-012/lecture-fees");
        Assert.NotNull(due.QuerySelector("main form button"));
        Assert.Contains("学时", due.QuerySelector("section[aria-labelledby=due]")!.TextContent);
        var finance = await _site.SignedInAsync("finance@example.com");
        await finance.PageAsync("/console/funds/lodging-caps");
        Assert.True((int)(await staff.GetAsync("/console/funds/lodging-caps")).StatusCode is 302 or 403);
        Assert.Equal(HttpStatusCode.NotFound, (await finance.GetAsync("/console/funds/lecture-fees/JF1999-0001")).StatusCode);
    }

    [Fact]
    public async Task Calculators_come_to_the_published_figures_and_say_what_is_open()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var lecture = (await staff.PageAsync("/console/funds/standards?level=AssociateSenior&hours=5&halves=1")).QuerySelector("#lecture-result")!.TextContent;
        Assert.Contains("2,000.00 元", lecture);
        Assert.Contains("2,300.00 元", lecture);
        Assert.Contains("没有定值", (await staff.PageAsync("/console/funds/standards?level=Intermediate")).QuerySelector("#lecture-result")!.TextContent);
        var quota = (await staff.PageAsync("/console/funds/standards?category=3&persons=10&days=38&arrival=3&departure=1&teachers=1000")).QuerySelector("#quota-result")!.TextContent;
        Assert.Contains("203,500.00", quota);
        Assert.Contains("204,500.00", quota);
        var travel = (await staff.PageAsync("/console/funds/standards?travellers=2&travelDays=5&board=3&breakfasts=1&lunches=2&suppers=1")).QuerySelector("#travel-result")!.TextContent;
        Assert.Contains("400.00", travel);
        Assert.Contains("320.00", travel);
        Assert.Contains("140.00", travel);
    }

    [Fact]
    public async Task A_list_goes_from_confirmed_sessions_to_a_claim_and_finance_exports_whole_card_numbers_with_a_trace()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var made = await staff.SubmitAsync($"/console/classes/{Year}-012/lecture-fees", null, "main form[data-once]");
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var list = made.Headers.Location!.ToString();
        var wrong = await staff.SubmitAsync(list, form => form["rate"] = "很多", "main form[action$='handler=Choose']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(list, form => form["rate"] = "800", "main form[action$='handler=Choose']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(list, null, "main form[action$='handler=Recompute']")).StatusCode);
        var line = await _site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT l.id FROM fund_line l JOIN training_class c ON c.id = l.class_id WHERE c.class_no = @No AND l.item = '专家授课劳务费'", new { No = $"{Year}-012" }));
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(list, form => form["FundLineId"] = line.ToString(), "main form[action$='handler=Budget']")).StatusCode);
        await StepAsync(staff, list, "check");
        await StepAsync(await _site.SignedInAsync("leader@example.com"), list, "confirm", "已核对");
        await StepAsync(staff, list, "hand");
        Assert.NotNull((await staff.PageAsync(list)).QuerySelector("a[href^='/console/funds/claims/BX']"));
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync($"{list}?handler=Workbook")).StatusCode);

        var finance = await _site.SignedInAsync("finance@example.com");
        var handed = $"/console/funds/lecture-fees/{await NumberAsync("handed")}";
        var file = await finance.SubmitAsync(handed, null, "main form[action$='handler=Transfer']");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Contains("spreadsheetml", file.Content.Headers.ContentType!.MediaType);
        Assert.True(await _site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM trace_entry WHERE step = 'bank_card_revealed'")) > 0);
    }

    [Fact]
    public async Task A_list_of_labour_takes_an_outside_payee_names_its_month_and_offers_only_lines_that_permit_it()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        void Payee(Dictionary<string, string> form) => (form["Input.Name"], form["Input.Number"], form["Input.Bank"], form["Input.CardNumber"], form["Input.IsChecked"], form["Input.ConsentedOn"], form["Input.ConsentForm"], form["Input.Agreed"]) =
            ("祁小川", "11010519491231002X", "示例银行", "6222020200112230000", "true", "2026-01-05", "签字的同意书", "true");
        var wrong = await staff.SubmitAsync("/console/funds/lecture-fees/payees", form => { Payee(form); form["Input.Number"] = "110105194912310021"; });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("祁小川", (await wrong.ParseAsync()).QuerySelector("[name='Input.Name']")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync("/console/funds/lecture-fees/payees", Payee)).StatusCode);
        var payees = (await staff.PageAsync("/console/funds/lecture-fees/payees")).Body!.TextContent;
        Assert.Contains("祁小川", payees);
        Assert.DoesNotContain("6222020200112230000", payees);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.SubmitAsync("/console/funds/lecture-fees/new", form => form["Kind"] = "Labour")).StatusCode);
        var made = await staff.SubmitAsync("/console/funds/lecture-fees/new", form => (form["Kind"], form["Task"]) = ("Labour", "课件制作"));
        var list = made.Headers.Location!.ToString();
        var owner = (await staff.PageAsync(list)).QuerySelectorAll("select[name='Fee.Owner'] option").Single(o => o.TextContent.Contains("祁小川")).GetAttribute("value")!;
        void Fee(Dictionary<string, string> form) => (form["Fee.Owner"], form["Fee.Amount"], form["Fee.What"], form["Fee.Day"]) = (owner, "1600", "课件剪辑", "2026-03-04");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.SubmitAsync(list, form => { Fee(form); form["Fee.Amount"] = "很多"; }, "main form[action$='handler=Fee']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(list, Fee, "main form[action$='handler=Fee']")).StatusCode);
        var page = await staff.PageAsync(list);
        Assert.Contains("1,800.00", page.QuerySelector("section[aria-labelledby=payees]")!.TextContent);
        var offered = string.Join(" ", page.QuerySelectorAll("select[name=FundLineId] option").Select(o => o.TextContent));
        Assert.Contains("可用", offered);
        Assert.DoesNotContain("设施设备购置", offered);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.SubmitAsync(list, form => form["PayMonth"] = "2020-01", "main form[action$='handler=Month']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(list, form => form["PayMonth"] = "", "main form[action$='handler=Month']")).StatusCode);
        await StepAsync(staff, list, "check");
        await StepAsync(await _site.SignedInAsync("leader@example.com"), list, "confirm", "按学校标准核对");
    }

    [Fact]
    public async Task Finance_records_a_lodging_cap_and_the_same_day_twice_is_refused()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        void Fill(Dictionary<string, string> form) => (form["Input.City"], form["Input.Amount"], form["Input.HoldsFrom"], form["Input.Source"]) = ("成都", "370", "2026-01-01", "差旅住宿费标准调整通知");
        Assert.Equal(HttpStatusCode.Redirect, (await finance.SubmitAsync("/console/funds/lodging-caps", Fill)).StatusCode);
        var again = await finance.SubmitAsync("/console/funds/lodging-caps", Fill);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains("成都", (await finance.PageAsync("/console/funds/standards?on=2026-06-01")).Body!.TextContent);
    }

    [Fact]
    public async Task Monday_says_which_classes_are_due_and_an_adviser_sees_only_the_own()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        Assert.Contains("讲课费待编制", (await staff.PageAsync("/console")).Body!.TextContent);
        var adviser = await _site.SignedInAsync("adviser@example.com");
        var foreign = await _site.Database.ReadAsync(async s => await s.FirstAsync<string>("""
            SELECT f.number FROM fee_list f JOIN training_class c ON c.id = f.class_id
            WHERE c.adviser_id IS NULL OR c.adviser_id <> (SELECT id FROM account WHERE email = 'adviser@example.com')
            """));
        if (foreign is not null)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await adviser.GetAsync($"/console/funds/lecture-fees/{foreign}")).StatusCode);
        }
        await adviser.PageAsync("/console/funds/lecture-fees");
    }

    private static async Task StepAsync(HttpClient client, string record, string step, string? comment = null)
    {
        var token = (await client.PageAsync(record)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var body = new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["step"] = step };
        if (comment is not null)
        {
            (body["comment"], body["passReviews"]) = (comment, "true");
        }
        var answer = await client.PostAsync(record + "?handler=Step", new FormUrlEncodedContent(body));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{step} answered {(int)answer.StatusCode}: {(await answer.ParseAsync()).QuerySelector(".ce-error-summary, main")?.TextContent}");
    }
}
