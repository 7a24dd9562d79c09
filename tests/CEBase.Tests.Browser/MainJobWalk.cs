namespace CEBase.Tests.Browser;

/// <summary>
/// The main job as people do it: a technician finds a class, registers, applies and is admitted; staff import a roster, take attendance and
/// confirm hours; the learner sees them. At desktop and at phone width.
/// </summary>
[Collection("browser")]
public sealed class MainJobWalk(BrowserSite site)
{
    [Theory]
    [InlineData(false, "110105194912310046")]
    [InlineData(true, "11010519491231002X")]
    public async Task A_technician_finds_a_class_registers_applies_and_is_admitted(bool phone, string number)
    {
        await using var visit = await site.VisitAsync(phone);
        var page = visit.Page;
        await visit.OpenAsync("/");
        await visit.LookAsync("home");

        await visit.OpenAsync("/classes?q=增材");
        await visit.LookAsync();
        await page.ClickAsync("main a[href^='/classes/20']");
        await visit.LookAsync("class");

        await page.Locator("main a[href$='/apply']:visible, .ce-thumb a[href$='/apply']:visible").First.ClickAsync();
        await page.ClickAsync("main a[href*='/account/register']");
        await visit.LookAsync();
        await page.FillAsync("[name='Input.Email']", phone ? "phone.walker@example.org" : "desk.walker@example.org");
        await page.FillAsync("[name='Input.Password']", "Feixing-2026");
        await page.FillAsync("[name='Input.Name']", "苗行远");
        await page.FillAsync("[name='Input.Number']", "110105194912310029");
        await page.FillAsync("[name='Input.Employer']", "陕西导航示例研究院");
        await page.FillAsync("[name='Input.Title']", "高级工程师");
        await page.CheckAsync("[name='Input.Agree']");
        await page.ClickAsync("main form[method=post] button[type=submit]");

        // A wrong check digit is said in a sentence, and what was typed stays.
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("证件号码");
        Assert.Equal("苗行远", await page.InputValueAsync("[name='Input.Name']"));
        await visit.LookAsync("register-error");
        await page.FillAsync("[name='Input.Number']", number);
        await page.FillAsync("[name='Input.Password']", "Feixing-2026");
        if (!await page.IsCheckedAsync("[name='Input.Agree']"))
        {
            await page.CheckAsync("[name='Input.Agree']");
        }
        await page.ClickAsync("main form[method=post] button[type=submit]");

        await page.WaitForURLAsync("**/apply");
        await visit.LookAsync();
        await page.DblClickAsync("main form[method=post] button[type=submit]");
        await page.WaitForURLAsync("**/my/enrolments/**");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("已录取");
        await visit.LookAsync("admitted");

        await page.GoBackAsync();
        await visit.OpenAsync("/my/enrolments");
        Assert.Equal(1, await page.Locator("main a[href*='/my/enrolments/20']").CountAsync());
        await visit.LookAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_learner_sees_the_year_the_hours_and_their_grounds(bool phone)
    {
        await using var visit = await site.VisitAsync(phone);
        await visit.SignInAsync("learner001@example.com");
        await visit.OpenAsync("/my");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("专业科目");
        await visit.LookAsync("my");
        await visit.OpenAsync("/my/hours");
        await Assertions.Expect(visit.Page.Locator("main a[href^='/policy/']").First).ToBeVisibleAsync();
        await visit.LookAsync("my-hours");
    }

    [Fact]
    public async Task Staff_import_a_roster_as_it_really_arrives()
    {
        await using var visit = await site.VisitAsync();
        var page = visit.Page;
        await visit.SignInAsync("staff@example.com");
        await visit.OpenAsync("/console/imports/new?kind=roster&target=2026-019");
        await visit.LookAsync();
        await page.SetInputFilesAsync("input[type=file]", Repository.Sample("roster.xlsx"));
        await page.ClickAsync("main form[enctype] button[type=submit]");
        await page.WaitForURLAsync("**/console/imports/*");
        var main = page.Locator("main");
        await Assertions.Expect(main).ToContainTextAsync("273");
        await visit.LookAsync("import");
        await page.ClickAsync("main form[action*='Confirm'] button[type=submit]");
        await Assertions.Expect(main).ToContainTextAsync("写入", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await visit.LookAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[href*='handler=Marked']"));
        Assert.EndsWith(".xlsx", download.SuggestedFilename);
        await visit.OpenAsync("/console/classes/2026-019/enrolments");
        await visit.LookAsync("enrolments");
    }

    [Fact]
    public async Task Staff_take_attendance_and_confirm_hours_and_the_learner_sees_them()
    {
        var (no, name, db, learner) = await Backstage.OpenSessionAsync(site.Site);
        await using var staff = await site.VisitAsync();
        await staff.SignInAsync("staff@example.com");
        await staff.OpenAsync($"/console/classes/{no}/attendance");
        await staff.LookAsync("attendance");
        await staff.OpenAsync($"/console/classes/{no}/attendance/{db}");
        await staff.Page.ClickAsync("button[name=rest][value=present]");
        await staff.LookAsync("session");
        await staff.Page.Locator(".ce-workflow form:has(input[name=step][value=confirm]) button[type=submit]").First.ClickAsync();
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync("已计");

        await using var visit = await site.VisitAsync(phone: true);
        await visit.SignInAsync(learner);
        await visit.OpenAsync("/my/hours");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync(name);
        await visit.LookAsync();
    }
}
