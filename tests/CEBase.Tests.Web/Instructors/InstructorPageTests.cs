using System.Net;

namespace CEBase.Tests.Web.Instructors;

public sealed class InstructorPageTests(DemoSite demo) : IAsyncLifetime
{
    private Site _site = null!;
    private HttpClient _staff = null!;
    private HttpClient _leader = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await demo.ForTestAsync();
        _staff = await _site.SignedInAsync("staff@example.com");
        _leader = await _site.SignedInAsync("leader@example.com");
    }

    public async ValueTask DisposeAsync() => await demo.DoneAsync(_site);

    [Theory, Reads]
    [InlineData("/console/instructors", "授课资格")]
    [InlineData("/console/instructors?verdict=Unqualified", "樊守拙")]
    [InlineData("/console/instructors?verdict=Review", "鄢博闻")]
    [InlineData("/console/instructors/T001", "可以授课")]
    [InlineData("/console/instructors/T031", "有学位不等于有研究生学历")]
    [InlineData("/console/instructors/T032", "已过期")]
    [InlineData("/console/instructors/T033", "停止排课")]
    [InlineData("/console/instructors/T034/clearances", "待审批")]
    [InlineData("/console/instructors/T035", "没有说明是本领域的学术带头人或骨干")]
    [InlineData("/console/instructors/T012/clearances", "已批准")]
    [InlineData("/console/instructors/T012/evidence", "教学承诺书")]
    [InlineData("/console/instructors/T012/conduct", "登记评价")]
    [InlineData("/console/instructors/T012/bank-card", "没有登记银行卡")]
    [InlineData("/console/instructors/T012/edit", "工作年限")]
    [InlineData("/console/instructors/new", "学术带头人或骨干")]
    [InlineData("/console/instructors/review", "名单是空的")]
    [InlineData("/console/instructors/titles", "高级技师")]
    [InlineData("/console/instructors/titles?q=%E6%95%99%E6%8E%88%E7%BA%A7%E9%AB%98%E5%B7%A5", "读作")]
    public async Task Pages_show_what_stands_behind_them(string address, string text) =>
        Assert.Contains(text, (await _staff.PageAsync(address)).QuerySelector("main")!.TextContent);

    [Fact]
    public async Task Bank_cards_are_for_those_who_keep_the_registry()
    {
        Assert.Equal(HttpStatusCode.OK, (await _leader.GetAsync("/console/instructors/T012/evidence")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await _leader.GetAsync("/console/instructors/T012/bank-card")).StatusCode);
        var kept = await _staff.SubmitAsync("/console/instructors/T012/bank-card", form =>
        {
            form["Input.Bank"] = "某银行";
            form["Input.CardNumber"] = "6222021234567890128";
            form["Input.IsChecked"] = "true";
            form["Input.ConsentedOn"] = TimeProvider.System.Today().InTable();
            form["Input.ConsentForm"] = "签字的同意书";
            form["Input.Agreed"] = "true";
        });
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        var page = await _staff.PageAsync("/console/instructors/T012/bank-card");
        Assert.DoesNotContain("6222021234567890128", page.Body!.TextContent);
        var revealed = await (await _staff.SubmitAsync("/console/instructors/T012/bank-card", selector: "form[action*=Reveal]")).ParseAsync();
        Assert.Contains("6222021234567890128", revealed.Body!.TextContent);
    }

    [Fact]
    public async Task A_second_person_approves_an_exception_and_then_the_judgement_is_a_note()
    {
        var today = await _leader.PageAsync("/console");
        Assert.NotNull(today.QuerySelector("[aria-labelledby=work-Waiting] a[href='/console/instructors/T034/clearances']"));
        var approved = await _leader.SubmitAsync("/console/instructors/T034/clearances", selector: "form:has(input[name=step][value=approve])");
        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        Assert.Contains("已批准例外", (await _leader.PageAsync("/console/instructors/T034")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task An_incident_puts_on_the_review_list_where_the_leader_decides_with_a_reason()
    {
        var reported = await _staff.SubmitAsync("/console/instructors/T022/conduct", form =>
        {
            form["Reported.Kind"] = "accident";
            form["Reported.HappenedOn"] = TimeProvider.System.Today().InTable();
            form["Reported.Description"] = "无故缺课一次。";
        }, "form[action*=Report]");
        Assert.Equal(HttpStatusCode.Redirect, reported.StatusCode);
        Assert.Contains("T022 沈若谷", (await _leader.PageAsync("/console/instructors/review")).QuerySelector("main")!.TextContent);

        var without = await _leader.SubmitAsync("/console/instructors/review", form => form["Input.Decision"] = "stop");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        var stopped = await _leader.SubmitAsync("/console/instructors/review", form => { form["Input.Decision"] = "stop"; form["Input.Comment"] = "教学事故"; });
        Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
        Assert.Contains("停止排课", (await _leader.PageAsync("/console/instructors/T022")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Improving_asks_for_a_day_to_come()
    {
        await _staff.SubmitAsync("/console/instructors/T014/conduct", form =>
        {
            form["Rated.ClassNo"] = "2026-001";
            form["Rated.Percent"] = "42.5";
            form["Rated.Answers"] = "18";
            form["Rated.RatedOn"] = TimeProvider.System.Today().InTable();
        }, "form[action*=Rate]");
        var without = await _leader.SubmitAsync("/console/instructors/review", form => { form["Input.Decision"] = "improve"; form["Input.Comment"] = "调整教案"; });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        var told = await _leader.SubmitAsync("/console/instructors/review", form =>
        {
            form["Input.Decision"] = "improve";
            form["Input.Comment"] = "调整教案";
            form["Input.ImproveBy"] = TimeProvider.System.Today().AddDays(60).InTable();
        });
        Assert.Equal(HttpStatusCode.Redirect, told.StatusCode);
        Assert.Contains("限期改进", (await _staff.PageAsync("/console/instructors/T014")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task The_list_is_exported_as_a_workbook()
    {
        var answer = await _staff.SubmitAsync("/console/instructors", selector: "form[action*=Export]");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var package = new OfficeOpenXml.ExcelPackage(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("T001", package.Workbook.Worksheets[0].Cells[4, 1].Text);
    }

    [Fact]
    public async Task A_title_is_read_into_the_table()
    {
        var added = await _staff.SubmitAsync("/console/instructors/titles", form => { form["Alias"] = "特聘教授"; form["ReadAs"] = "FullSenior"; form["Note"] = "人事处文件"; });
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        Assert.Contains("人事处文件", (await _staff.PageAsync("/console/instructors/titles")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task The_timetable_says_who_may_teach_and_refuses_who_may_not()
    {
        var no = $"{TimeProvider.System.Today().Year}-024";
        var page = await _staff.PageAsync($"/console/classes/{no}/timetable");
        var chooser = page.QuerySelector("#Input_InstructorId")!;
        Assert.Contains("翁思源（高级工程师，智能制造，不能授课）", chooser.TextContent);
        Assert.Contains("湛清扬（讲师，信息技术，需要复核）", chooser.TextContent);
        var id = chooser.QuerySelectorAll("option").Single(o => o.TextContent.StartsWith("翁思源", StringComparison.Ordinal)).GetAttribute("value")!;
        var refused = await _staff.SubmitAsync($"/console/classes/{no}/timetable", form =>
        {
            form["Input.StartsAt"] = "08:30";
            form["Input.EndsAt"] = "12:00";
            form["Input.Topic"] = "传感器可靠性";
            form["Input.Hours"] = "4";
            form["Input.InstructorId"] = id;
        });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("背景调查和党委审核", (await refused.ParseAsync()).QuerySelector(".ce-error-summary")!.TextContent);
    }
}
