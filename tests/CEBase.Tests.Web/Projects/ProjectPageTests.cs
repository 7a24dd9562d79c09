using System.Net;
using AngleSharp.Dom;
using CEBase.Projects;
using CEBase.Projects.Intake;
using CEBase.Projects.Parts;

namespace CEBase.Tests.Web.Projects;

public sealed class ProjectPageTests : IAsyncLifetime
{
    private Site _site = null!;

    private static int Year => DateTime.UtcNow.AddHours(8).Year;

    public async ValueTask InitializeAsync() => _site = await Site.WithDemoAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("staff", "/console/projects", "/console/projects?state=approved&sort=-fee&q=班", "/console/projects/new", "/console/plans", "/console/units", "/console/units/1", "/console/prices", "/console/registers", "/console/registers?topic=1", "/console/plans/1", "/console/plans/5?change=16")]
    [InlineData("office", "/console/projects", "/console/names", "/console/units/new", "/console/units/1/edit", "/console/units/4", "/console/plans/4", "/console/prices")]
    [InlineData("auditor", "/console/projects", "/console/units/4", "/console/plans", "/console/prices", "/console/registers")]
    public async Task Pages_answer_for_their_roles(string role, params string[] pages)
    {
        var client = await _site.SignedInAsync($"{role}@example.com");
        foreach (var page in pages)
        {
            Assert.NotEmpty((await client.PageAsync(page)).QuerySelectorAll("h1"));
        }
    }

    [Fact]
    public async Task Every_sample_project_has_its_page_and_says_where_it_stands()
    {
        var client = await _site.SignedInAsync("staff@example.com");
        foreach (var no in new[] { "001", "018", "022", "024", "027", "029", "030", "031" })
        {
            foreach (var part in new[] { "", "/parts" })
            {
                Assert.NotEmpty((await client.PageAsync($"/console/projects/P{Year}-{no}{part}")).QuerySelectorAll(".ce-badge"));
            }
        }
        var stopped = await client.PageAsync($"/console/projects/P{Year}-029");
        Assert.NotEmpty(stopped.QuerySelectorAll("[data-rule='unit.suspended']"));
        Assert.NotEmpty((await client.PageAsync($"/console/projects/P{Year}-030")).QuerySelectorAll("[data-rule='intake.other-department']"));
    }

    [Theory]
    [InlineData("staff", "/console/names")]
    [InlineData("staff", "/console/units/new")]
    [InlineData("auditor", "/console/projects/new")]
    [InlineData("learner001", "/console/projects")]
    public async Task Pages_are_kept_from_others(string role, string page)
    {
        var client = await _site.SignedInAsync($"{role}@example.com");
        Assert.NotEqual(HttpStatusCode.OK, (await client.GetAsync(page)).StatusCode);
    }

    [Fact]
    public async Task A_project_goes_from_the_questions_to_its_number()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var answers = "?" + string.Join('&', Answers("no"));
        var elsewhere = await staff.PageAsync("/console/projects/new" + answers.Replace("q-in-house=no", "q-in-house=yes"));
        Assert.Contains("人事处", elsewhere.Body!.TextContent);
        Assert.Empty(elsewhere.QuerySelectorAll("#Input_Name"));

        var made = await staff.SubmitAsync("/console/projects/new" + answers, form =>
        {
            form["Input.Name"] = "航空材料检测技术培训班";
            form["Input.UnitId"] = "1";
            form["Input.Responsible"] = "陶景和";
            form["Input.Audience"] = "企事业单位专业技术人员。";
            form["Input.Headcount"] = "50";
            form["Input.Hours"] = "24";
            form["Input.StartsOn"] = $"{Year + 1}-05-11";
            form["Input.EndsOn"] = $"{Year + 1}-05-13";
            form["Input.Funding"] = "BaseGrant";
            form["Input.Form"] = "training";
            form["Input.Task"] = "capability";
            form["Input.Fee"] = "0";
        });
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var address = made.Headers.Location!.ToString();

        await StepAsync(staff, address, "submit");
        await StepAsync(await _site.SignedInAsync("leader@example.com"), address, "unit-pass");
        await StepAsync(await _site.SignedInAsync("office@example.com"), address, "approve");

        using var scope = _site.Services.CreateScope();
        var card = await _site.Database.ReadAsync(s => scope.ServiceProvider.GetRequiredService<IProjectDirectory>().FindAsync(s, address.Split('/')[^1]));
        Assert.Equal(ProjectStates.Approved, card!.State);
        Assert.StartsWith($"ZX{Year + 1}-", card.ApprovalNo);
    }

    [Fact]
    public async Task A_form_that_is_not_filled_in_comes_back_with_what_was_typed()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var answer = await staff.SubmitAsync("/console/projects/new?" + string.Join('&', Answers("no")), form => form["Input.Name"] = "只写了名称的班");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.ParseAsync();
        Assert.Equal("只写了名称的班", page.QuerySelector("#Input_Name")!.GetAttribute("value"));
        Assert.Contains("请选择承办单位", page.Body!.TextContent);
    }

    [Fact]
    public async Task Another_run_is_a_new_draft_that_asks_the_questions_again()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var answer = await staff.SubmitAsync($"/console/projects/P{Year}-018", selector: "form[action$='handler=Repeat']");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await staff.PageAsync(answer.Headers.Location!.ToString());
        Assert.Empty(page.QuerySelectorAll("input[type=radio][checked]"));
        Assert.Contains("金属增材制造", page.QuerySelector("#Input_Name")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Papers_of_a_draft_are_kept_and_read_back()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var at = $"/console/projects/P{Year}-024/parts";
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(at, f => { f["Share.UnitId"] = "2"; f["Share.Percent"] = "66.67"; }, "form[action$='handler=Share']")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.SubmitAsync(at, f => { f["Share.UnitId"] = "1"; f["Share.Percent"] = "33.333"; }, "form[action$='handler=Share']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(at, f => { f["Purchase.Name"] = "仿真软件"; f["Purchase.Amount"] = "12000"; }, "form[action$='handler=Purchase']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(at, f => { f["Partner.Name"] = "示例合作公司"; f["Partner.Work"] = "实训设备"; f["Partner.Recruits"] = "true"; }, "form[action$='handler=Partner']")).StatusCode);
        var page = await staff.PageAsync($"/console/projects/P{Year}-024");
        foreach (var rule in new[] { "shares.total", "purchase.unapproved", "partner.unchecked", "partner.recruits" })
        {
            Assert.NotEmpty(page.QuerySelectorAll($"[data-rule='{rule}']"));
        }
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(at, selector: "form[action$='handler=Remove']")).StatusCode);
    }

    [Fact]
    public async Task A_plan_takes_surveys_and_items_and_goes_out_as_a_workbook()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync("/console/plans/5", f =>
        {
            f["Survey.Title"] = "补充座谈"; f["Survey.Method"] = "座谈"; f["Survey.Sample"] = "12"; f["Survey.HeldOn"] = $"{Year}-11-02"; f["Survey.Findings"] = "需要无人机方向。";
        }, "form[action$='handler=Survey']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync("/console/plans/5", f =>
        {
            f["Item.Name"] = "无人机专业班"; f["Item.Month"] = "9"; f["Item.Headcount"] = "60"; f["Item.Hours"] = "32"; f["Item.Budget"] = "90000";
        }, "form[action$='handler=Item']")).StatusCode);
        Assert.Contains("无人机专业班", (await staff.PageAsync("/console/plans/5")).Body!.TextContent);
        var file = await staff.GetAsync("/console/plans/5?handler=Export");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Units_prices_names_and_registers_are_kept_by_their_forms()
    {
        var office = await _site.SignedInAsync("office@example.com");
        Assert.Equal(HttpStatusCode.Redirect, (await office.SubmitAsync("/console/units/new", f => f["Input.Name"] = "外国语学院")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await office.SubmitAsync("/console/units/new", f => f["Input.Name"] = "外国语学院")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await office.SubmitAsync("/console/units/4", f => f["result"] = "已退费并整改。", "form[action$='handler=Close']")).StatusCode);
        Assert.DoesNotContain("停办整顿", (await office.PageAsync("/console/units/4")).QuerySelector(".ce-page-header")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await office.SubmitAsync("/console/units/2", f => { f["Order.Reason"] = "档案不全"; f["Order.Deadline"] = $"{Year + 1}-12-01"; f["Order.Stops"] = "true"; }, "form[action$='handler=Order']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await office.SubmitAsync("/console/units/1", f => { f["Manager.Name"] = "许知行"; f["Manager.Employment"] = "staff"; }, "form[action$='handler=Manager']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await office.SubmitAsync("/console/names", f =>
        {
            f["Word.Word"] = "速成"; f["Word.Uses"] = "Class"; f["Word.Citation"] = "MOE23:publicity"; f["Word.Reason"] = "上级检查要求"; f["Word.IsActive"] = "true";
        }, "form[action$='handler=Word']")).StatusCode);
        Assert.NotEmpty((await office.PageAsync("/console/names?try=速 成班&use=Class")).QuerySelectorAll("[data-rule='name.banned-word']"));
        Assert.Equal(HttpStatusCode.Redirect, (await office.SubmitAsync("/console/prices", f => { f["id"] = "1"; f["until"] = $"{Year + 2}-12-31"; }, "form[action$='handler=End']")).StatusCode);
        var staff = await _site.SignedInAsync("staff@example.com");
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync("/console/registers", f => { f["Research.Title"] = "学时银行研究"; f["Research.Leader"] = "陶景和"; f["Research.StartsOn"] = $"{Year}-03-01"; }, "form[action$='handler=Topic']")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.SubmitAsync("/console/registers", f => f["Activity.Title"] = "无日期", "form[action$='handler=Exchange']")).StatusCode);
    }

    [Fact]
    public async Task The_search_finds_projects_by_approval_number()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        Assert.Contains("知识产权保护与成果转化研修班", (await staff.PageAsync($"/console/search?q=P{Year}-001")).Body!.TextContent);
    }

    private IEnumerable<string> Answers(string answer) => _site.Services.GetRequiredService<IntakeQuestions>().All.Select(q => $"q-{q.Code}={answer}");

    private static async Task StepAsync(HttpClient client, string address, string step)
    {
        var answer = await client.SubmitAsync(address, form =>
        {
            form["comment"] = "临时任务，已与单位核对";
            form["passReviews"] = "true";
        }, $"form:has(input[name=step][value='{step}'])");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{step}: {(int)answer.StatusCode} {(await answer.ParseAsync()).QuerySelector("main")?.TextContent}");
    }
}
