namespace CEBase.Tests.Web.Catalogue;

/// <summary>Teaching plans, materials and safety records through their pages, on the sample base.</summary>
public sealed class TeachingPageTests(DemoSite demo) : IAsyncLifetime
{
    private static readonly int Year = TimeProvider.System.Today().Year;
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await demo.ForTestAsync();

    public async ValueTask DisposeAsync() => await demo.DoneAsync(_site);

    [Theory, Reads]
    [InlineData("staff@example.com")]
    [InlineData("adviser@example.com")]
    [InlineData("auditor@example.com")]
    public async Task Every_page_of_teaching_draws(string login)
    {
        var client = await _site.SignedInAsync(login);
        foreach (var address in new[]
        {
            $"/console/classes/{Year}-016/plan", $"/console/classes/{Year}-016/plan?v=1", $"/console/classes/{Year}-023/plan", $"/console/classes/{Year}-016/materials", $"/console/classes/{Year}-024/materials",
            $"/console/classes/{Year}-016/safety", $"/console/classes/{Year}-014/safety", $"/console/classes/{Year}-016/safety?add=incident", "/console/materials", "/console/materials?due=true&kind=notes&q=x&sort=-course",
        })
        {
            var page = await client.PageAsync(address);
            Assert.Empty(page.QuerySelectorAll("[style], [onclick], main script:not([src])"));
        }
    }

    [Fact, Reads]
    public async Task The_demo_shows_a_class_without_a_plan_and_one_with_two_open_safety_items()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        Assert.NotNull((await staff.PageAsync($"/console/classes/{Year}-023/plan")).QuerySelector("[data-rule='teaching-plan.missing']"));
        Assert.Contains("还有 2 项", (await staff.PageAsync($"/console/classes/{Year}-016/safety")).QuerySelector("[data-rule='safety.items-open']")!.TextContent);
        Assert.Null((await staff.PageAsync($"/console/classes/{Year}-015/safety")).QuerySelector(".ce-finding-block"));
    }

    [Fact]
    public async Task A_plan_is_drafted_saved_and_filed_in_three_presses()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var plan = $"/console/classes/{Year}-023/plan";
        Assert.Equal(302, (int)(await staff.SubmitAsync(plan, selector: "form[action$='handler=Draft']")).StatusCode);
        Assert.Equal(302, (int)(await staff.SubmitAsync(plan, selector: "form[action$='handler=Save']")).StatusCode);
        var page = await staff.PageAsync(plan);
        Assert.All(page.QuerySelectorAll("[name^='Input.Lines'][name$='.Assessment']"), input => Assert.Equal("课堂提问与随堂练习", input.GetAttribute("value")));
        Assert.Equal(302, (int)(await staff.SubmitAsync(plan, selector: "form[action*='handler=Step']")).StatusCode);
        page = await staff.PageAsync(plan);
        Assert.Contains("已备案", page.Body!.TextContent);
        Assert.Null(page.QuerySelector("[data-rule='teaching-plan.missing']"));
    }

    [Fact]
    public async Task The_checklist_and_a_record_are_saved_and_a_wrong_line_keeps_what_was_typed()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var safety = $"/console/classes/{Year}-016/safety";
        var refused = await staff.SubmitAsync(safety, form => form["Lines[9].Outcome"] = "NotApplicable", "form[action$='handler=Check']");
        Assert.Contains("不适用", await refused.Content.ReadAsStringAsync());
        var saved = await staff.SubmitAsync(safety, form => { form["Lines[8].Outcome"] = "Done"; form["Lines[9].Outcome"] = "Done"; }, "form[action$='handler=Check']");
        Assert.Equal(302, (int)saved.StatusCode);
        Assert.Null((await staff.PageAsync(safety)).QuerySelector("[data-rule='safety.items-open']"));

        var record = await staff.SubmitAsync(safety + "?add=inspection", form => form["Input.Body"] = "听课一次，板书清楚。", "form[action$='handler=Record']");
        Assert.Equal(302, (int)record.StatusCode);
        Assert.Contains("听课一次", (await staff.PageAsync(safety)).Body!.TextContent);
    }

    [Fact]
    public async Task A_material_is_registered_and_reviewed()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var page = $"/console/classes/{Year}-018/materials";
        var empty = await staff.SubmitAsync(page, form => form["Input.Title"] = "增材制造图谱", "form[action$='handler=Add']");
        Assert.Contains("增材制造图谱", await empty.Content.ReadAsStringAsync());
        Assert.Equal(302, (int)(await staff.SubmitAsync(page, form => { form["Input.Title"] = "增材制造图谱"; form["Input.Reference"] = "示例出版社"; }, "form[action$='handler=Add']")).StatusCode);
        Assert.Equal(302, (int)(await staff.SubmitAsync(page, form => form["note"] = "内容有效", "form[action$='handler=Review']")).StatusCode);
        var text = (await staff.PageAsync(page)).Body!.TextContent;
        Assert.All(new[] { "增材制造图谱", "内容有效" }, words => Assert.Contains(words, text));
    }
}
