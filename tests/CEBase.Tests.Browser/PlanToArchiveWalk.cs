using System.Text;
using System.Text.RegularExpressions;

namespace CEBase.Tests.Browser;

/// <summary>
/// One class from plan to archive, as the people of the base do it: staff draft, the unit's leader and the office review, a learner agrees and
/// comes, hours are confirmed, and the class closes with its archive frozen.
/// </summary>
[Collection("browser")]
public sealed partial class PlanToArchiveWalk(BrowserSite site)
{
    private const string Name = "复合材料结构修理专题培训班";
    private static readonly string Body = "## 学什么\n\n复合材料结构的检测与修理。\n\n面向企业专业技术人员，人数 30 人，每人 2000 元。\n\n审批编号：";

    private static DateOnly Today => DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).Date);

    private static string Day(int days) => Today.AddDays(days).ToString("yyyy-MM-dd");

    [Fact]
    public async Task A_class_goes_from_the_plan_to_its_archive()
    {
        await using var staff = await SignedInAsync("staff@example.com");
        await using var leader = await SignedInAsync("leader@example.com");
        await using var office = await SignedInAsync("office@example.com");

        var project = await ApproveProjectAsync(staff, leader, office);
        await ApprovePromotionAsync(staff, leader, office, project);
        var no = await PlanClassAsync(staff, project);

        // Enrolment doesn't open before the teaching plan is filed, and the checklist says so.
        await TakeAsync(office, $"/console/classes/{no}/gates", "plan");
        await staff.OpenAsync($"/console/classes/{no}/gates");
        await Assertions.Expect(staff.Page.Locator("[data-rule='teaching-plan.missing']").Or(staff.Page.GetByText("还没有备案的教学计划")).First).ToBeVisibleAsync();
        await staff.LookAsync("checklist");
        await FilePlanAsync(staff, no);
        await TakeAsync(office, $"/console/classes/{no}/gates", "open");

        await ApplyAsync(no);
        await SecureAsync(staff, no);
        await TakeAsync(office, $"/console/classes/{no}/gates", "ready");
        await TakeAsync(office, $"/console/classes/{no}/gates", "start");
        await TeachAsync(staff, no);
        await TakeAsync(office, $"/console/classes/{no}/gates", "end");

        await SummariseAsync(staff, no);
        await FileArchiveAsync(staff, no);
        await TakeAsync(office, $"/console/classes/{no}/gates", "close");
        await staff.OpenAsync($"/console/classes/{no}/archive");
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync("已封存");
        await staff.LookAsync("archive");
        var download = await staff.Page.RunAndWaitForDownloadAsync(() => staff.Page.ClickAsync("main a[href*='handler=Export']"));
        Assert.EndsWith(".zip", download.SuggestedFilename);
    }

    private async Task<Visit> SignedInAsync(string login)
    {
        var visit = await site.VisitAsync();
        await visit.SignInAsync(login);
        return visit;
    }

    private static async Task<string> ApproveProjectAsync(Visit staff, Visit leader, Visit office)
    {
        var page = staff.Page;
        await staff.OpenAsync("/console/plans");
        await staff.LookAsync();
        await staff.OpenAsync("/console/projects/new");
        await staff.LookAsync();
        foreach (var no in await page.Locator("input[type=radio][value=no]").AllAsync())
        {
            await no.CheckAsync();
        }
        await page.ClickAsync("main form button[type=submit]");
        await page.FillAsync("[name='Input.Name']", Name);
        await page.SelectOptionAsync("[name='Input.UnitId']", new SelectOptionValue { Label = "航空学院" });
        await page.FillAsync("[name='Input.Responsible']", "雷承志");
        await page.SelectOptionAsync("[name='Input.Form']", "training");
        await page.SelectOptionAsync("[name='Input.Task']", "professional-subject");
        await page.FillAsync("[name='Input.Audience']", "企业专业技术人员");
        await page.FillAsync("[name='Input.Headcount']", "30");
        await page.FillAsync("[name='Input.Hours']", "4");
        await page.FillAsync("[name='Input.StartsOn']", Day(40));
        await page.FillAsync("[name='Input.EndsOn']", Day(40));
        await page.FillAsync("[name='Input.City']", "西安");
        await page.CheckAsync("[name='Input.IsOpenEnrolment'][type=checkbox]");
        await page.SelectOptionAsync("[name='Input.Funding']", "Open");
        await page.FillAsync("[name='Input.Fee']", "2000");
        await page.SelectOptionAsync("[name='Input.PriceId']", new SelectOptionValue { Label = await LabelAsync(page, "[name='Input.PriceId'] option", "专业科目面授培训，") });
        await SubmitAsync(page, "main form[method=post] button[type=submit]");
        await page.WaitForURLAsync(ProjectAddress());
        var address = new Uri(page.Url).AbsolutePath;
        await TakeAsync(staff, address, "submit");
        await TakeAsync(leader, address, "unit-pass");
        await TakeAsync(office, address, "approve");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("审批编号");
        await office.LookAsync("project");
        return address.Split('/')[^1];
    }

    private static async Task ApprovePromotionAsync(Visit staff, Visit leader, Visit office, string project)
    {
        var page = staff.Page;
        await staff.OpenAsync($"/console/projects/{project}");
        var number = ApprovalNumber().Match(await page.Locator("main").InnerTextAsync()).Groups[1].Value;
        Assert.NotEqual("", number);
        var address = $"/console/projects/{project}/promotion";
        await staff.OpenAsync($"{address}/new");
        await page.FillAsync("[name='Input.Title']", $"{Name}招生简章");
        await page.FillAsync("[name='Input.SaysName']", Name);
        await page.FillAsync("[name='Input.SaysStartsOn']", Day(40));
        await page.FillAsync("[name='Input.SaysEndsOn']", Day(40));
        await page.FillAsync("[name='Input.SaysFee']", "2000");
        await page.FillAsync("[name='Input.SaysSeats']", "30");
        await page.FillAsync("[name='Input.SaysAudience']", "企业专业技术人员");
        await page.FillAsync("[name='Input.Body']", Body + number);
        await SubmitAsync(page, "main form[method=post] button[type=submit]");
        await page.WaitForURLAsync($"**{address}**");
        await TakeAsync(staff, address, "submit");
        foreach (var (who, step) in new[] { (leader, "meeting-pass"), (office, "office-pass") })
        {
            await who.OpenAsync(address);
            await who.Page.FillAsync("[name=Day]", Day(0));
            await who.Page.FillAsync("[name=Minutes]", "纪要〔2026〕9号");
            await SubmitAsync(who.Page, "form[action*='handler=Record'] button[type=submit]");
            await TakeAsync(who, address, step);
        }
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("已批准");
        await office.LookAsync("promotion");
    }

    private static async Task<string> PlanClassAsync(Visit staff, string project)
    {
        var page = staff.Page;
        await staff.OpenAsync($"/console/classes/new?project={project}");
        Assert.Equal(Name, await page.InputValueAsync("[name='Input.Name']"));
        await page.SelectOptionAsync("[name='Input.CourseId']", new SelectOptionValue { Index = 1 });
        await page.FillAsync("[name='Input.EnrolFrom']", Day(0));
        await page.FillAsync("[name='Input.EnrolUntil']", Day(30));
        await page.FillAsync("[name='Input.Venue']", "友谊校区教学楼");
        await page.FillAsync("[name='Input.Syllabus']", "复合材料修理：检测、评估、修补。");
        await page.FillAsync("[name='Input.Materials']", "自编讲义");
        await page.FillAsync("[name='Input.Board']", "教工餐厅");
        await page.FillAsync("[name='Input.Lodging']", "专家楼");
        await page.SelectOptionAsync("[name='Input.AdviserId']", new SelectOptionValue { Index = 1 });
        await SubmitAsync(page, "main form[method=post] button[type=submit]");
        await page.WaitForURLAsync(ClassAddress());
        var no = ClassAddress().Match(page.Url).Groups[1].Value;
        await staff.OpenAsync($"/console/classes/{no}/timetable");
        await page.FillAsync("[name='Input.Day']", Day(40));
        await page.FillAsync("[name='Input.StartsAt']", "08:30");
        await page.FillAsync("[name='Input.EndsAt']", "12:00");
        await page.FillAsync("[name='Input.Topic']", "检测与修补");
        await page.SelectOptionAsync("[name='Input.InstructorId']", new SelectOptionValue { Label = await LabelAsync(page, "[name='Input.InstructorId'] option", "严志远") });
        await page.FillAsync("[name='Input.Room']", "教学楼 901");
        await page.FillAsync("[name='Input.Hours']", "4");
        await SubmitAsync(page, "form[action*='handler=Save'] button[type=submit]");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("合计 4 学时");
        return no;
    }

    private static async Task FilePlanAsync(Visit staff, string no)
    {
        var page = staff.Page;
        await staff.OpenAsync($"/console/classes/{no}/plan");
        await SubmitAsync(page, "form[action*='handler=Draft'] button[type=submit]");
        await page.FillAsync("[name='Input.Objectives']", "掌握复合材料结构修理的基本方法。");
        foreach (var (field, text) in new[] { ("Objectives", "会评估损伤"), ("Outline", "检测、评估、修补"), ("Method", "讲授与实操"), ("Assessment", "实操考核") })
        {
            await page.FillAsync($"[name='Input.Lines[0].{field}']", text);
        }
        await SubmitAsync(page, "form[action*='handler=Save'] button[type=submit]");
        await TakeAsync(staff, $"/console/classes/{no}/plan", "file");
        await staff.LookAsync("teaching-plan");
    }

    private async Task ApplyAsync(string no)
    {
        await using var learner = await site.VisitAsync(phone: true);
        await learner.SignInAsync("learner040@example.com");
        await learner.OpenAsync($"/classes/{no}");
        await Assertions.Expect(learner.Page.Locator("main")).ToContainTextAsync("复合材料结构的检测与修理");
        await learner.LookAsync("approved-class");
        await learner.OpenAsync($"/classes/{no}/apply");
        foreach (var box in await learner.Page.Locator("main form[method=post] input[type=checkbox]").AllAsync())
        {
            await box.CheckAsync();
        }
        await SubmitAsync(learner.Page, "main form[method=post] button[type=submit]");
        await learner.Page.WaitForURLAsync("**/my/enrolments/**");
        await Assertions.Expect(learner.Page.Locator("main")).ToContainTextAsync("已录取");
    }

    private static async Task SecureAsync(Visit staff, string no)
    {
        var page = staff.Page;
        await staff.OpenAsync($"/console/classes/{no}/safety");
        foreach (var outcome in await page.Locator("select[name$='.Outcome']").AllAsync())
        {
            await outcome.SelectOptionAsync("Done");
        }
        await SubmitAsync(page, "form[action*='handler=Check'] button[type=submit]");
        foreach (var link in await page.Locator("a[href*='?add=']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))"))
        {
            if (!link.Contains("plan") && !link.Contains("education") && !link.Contains("handbook"))
            {
                continue;
            }
            await staff.OpenAsync(link);
            await page.FillAsync("[name='Input.Day']", Day(0));
            await page.FillAsync("[name='Input.Person']", "孙守正");
            await page.FillAsync("[name='Input.Body']", "联系人、电话、疏散路线与就医安排。");
            await page.FillAsync("[name='Input.Detail']", "全体学员知悉");
            if (await page.Locator("[name='Input.People']").CountAsync() > 0)
            {
                await page.FillAsync("[name='Input.People']", "1");
            }
            await SubmitAsync(page, "form[action*='handler=Record'] button[type=submit]");
        }
        await staff.OpenAsync($"/console/classes/{no}/safety");
        await staff.LookAsync("safety");
    }

    /// <summary>The day of the class passes; everybody was there, hours are confirmed, results written.</summary>
    private async Task TeachAsync(Visit staff, string no)
    {
        var db = await site.Site.Database.WriteAsync(async s =>
        {
            var id = await s.ScalarAsync<long>("SELECT s.id FROM class_session s JOIN training_class c ON c.id = s.class_id WHERE c.class_no = @no", new { no });
            await s.ExecuteAsync("UPDATE class_session SET day = @Day WHERE id = @id", new { id, Day = Day(-1) });
            await s.ExecuteAsync("UPDATE training_class SET starts_on = @Day, ends_on = @Day, enrol_until = @Day, enrol_from = @Day WHERE class_no = @no", new { no, Day = Day(-1) });
            return id;
        });
        await staff.OpenAsync($"/console/classes/{no}/attendance/{db}");
        await SubmitAsync(staff.Page, "button[name=rest][value=present]");
        await TakeAsync(staff, $"/console/classes/{no}/attendance/{db}", "confirm");
        await staff.OpenAsync($"/console/classes/{no}/results");
        await staff.Page.Locator("select[name^='outcome-']").First.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await SubmitAsync(staff.Page, "main form[method=post] button[type=submit]");
    }

    private static async Task SummariseAsync(Visit staff, string no)
    {
        var page = staff.Page;
        var address = $"/console/classes/{no}/summary";
        await staff.OpenAsync(address);
        foreach (var (field, text) in new[] { ("Sent", "1"), ("Returned", "1"), ("Instructors", "96"), ("Content", "95"), ("Management", "97"), ("Opinions", "希望增加实操时间。") })
        {
            await page.FillAsync($"[name='Score.{field}']", text);
        }
        await SubmitAsync(page, "form[action*='handler=Evaluation'] button[type=submit]");
        await staff.OpenAsync(address);
        foreach (var field in new[] { "Overview", "Teaching", "Results", "Evaluation", "Problems" })
        {
            await page.FillAsync($"[name='Text.{field}']", "按计划完成，教学秩序正常，学员反映良好，下期增加实操。");
        }
        await SubmitAsync(page, "form[action*='handler=Save'] button[type=submit]");
        await TakeAsync(staff, address, "submit");
        await staff.LookAsync("summary");
    }

    /// <summary>Uploads what the system doesn't hold itself, until nothing is missing.</summary>
    private static async Task FileArchiveAsync(Visit staff, string no)
    {
        var page = staff.Page;
        await staff.OpenAsync($"/console/classes/{no}/archive");
        await staff.LookAsync();
        var missing = await page.Locator("[name='Input.Item'] option").EvaluateAllAsync<string[]>("options => options.filter(o => o.textContent.includes('（缺）')).map(o => o.value)");
        foreach (var item in missing)
        {
            await page.SelectOptionAsync("[name='Input.Item']", item);
            await page.FillAsync("[name='Input.Title']", $"归档材料 {item}");
            await page.SetInputFilesAsync("[name='Input.File']", new FilePayload { Name = "scan.pdf", MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes($"%PDF-1.4\n% {item}\n%%EOF\n") });
            await SubmitAsync(page, "form[action*='handler=Upload'] button[type=submit]");
        }
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("应归材料已齐");
    }

    /// <summary>Takes a step on the page of its record, giving a reason where one is asked for.</summary>
    private static async Task TakeAsync(Visit visit, string address, string step)
    {
        await visit.OpenAsync(address);
        var form = visit.Page.Locator($"form:has(input[name=step][value={step}])").First;
        Assert.True(await form.CountAsync() == 1, $"{address} offers no {step}: {await visit.Page.Locator("main").InnerTextAsync()}");
        if (await form.Locator("[name=comment]").CountAsync() > 0)
        {
            await form.Locator("[name=comment]").FillAsync("已核对，情况属实。");
        }
        if (await form.Locator("[name=passReviews]").CountAsync() > 0)
        {
            await form.Locator("[name=passReviews]").CheckAsync();
        }
        await SubmitAsync(visit.Page, $"form:has(input[name=step][value={step}]) button[type=submit] >> nth=0");
        Assert.True(await visit.Page.Locator($"form:has(input[name=step][value={step}])").CountAsync() == 0, $"{step} was not taken: {await visit.Page.Locator("main").InnerTextAsync()}");
    }

    /// <summary>Sends a form and waits for the page that answers.</summary>
    private static async Task SubmitAsync(IPage page, string button)
    {
        await page.RunAndWaitForResponseAsync(() => page.ClickAsync(button), answer => answer.Request.Method == "POST");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static async Task<string> LabelAsync(IPage page, string options, string start) =>
        (await page.Locator(options).AllInnerTextsAsync()).First(t => t.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex(@"/console/projects/P\d{4}-\d+$")]
    private static partial Regex ProjectAddress();

    [GeneratedRegex(@"/console/classes/(\d{4}-\d{3})")]
    private static partial Regex ClassAddress();

    [GeneratedRegex(@"审批编号\s*([A-Z0-9〔〕\p{IsCJKUnifiedIdeographs}-]*\d)")]
    private static partial Regex ApprovalNumber();
}
