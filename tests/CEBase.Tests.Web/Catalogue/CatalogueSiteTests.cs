using System.Net;

namespace CEBase.Tests.Web.Catalogue;

public sealed class CatalogueSiteTests(DemoSite demo)
{
    private static readonly int Year = TimeProvider.System.Today().Year;

    [Fact]
    public async Task The_portal_shows_public_classes_and_nothing_before_them()
    {
        var site = await demo.SharedAsync();
        var visitor = site.Visitor();

        var home = await visitor.PageAsync("/");
        Assert.NotEmpty(home.QuerySelectorAll(".ce-class"));
        Assert.Contains("举办培训班", home.Body!.TextContent);

        var list = await visitor.PageAsync("/classes?q=" + Uri.EscapeDataString("鲁安民"));
        Assert.Equal(2, list.QuerySelectorAll(".ce-class").Length);
        Assert.Single((await visitor.PageAsync("/classes?state=open&form=online&subject=public&seats=1")).QuerySelectorAll(".ce-class"));
        Assert.Contains("没有符合条件", (await visitor.PageAsync("/classes?q=nothing&p=9&sort=nonsense")).Body!.TextContent);

        var page = await visitor.PageAsync($"/classes/{Year}-018");
        var text = page.Body!.TextContent;
        Assert.All(new[] { "金属增材制造工艺与质量控制培训班", "鲁安民", "研究员级高级工程师", "2,600.00 元", "首件鉴定" }, words => Assert.Contains(words, text));
        foreach (var hidden in new[] { "024", "023", "007", "999" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/classes/{Year}-{hidden}")).StatusCode);
        }
    }

    [Fact]
    public async Task The_api_lists_and_shows_classes_and_refuses_what_it_does_not_know()
    {
        var site = await demo.SharedAsync();
        var visitor = site.Visitor();

        var page = await JsonAsync("/api/v1/classes?state=open&page=2&size=3");
        Assert.Equal((2, 3, 7), (page.GetProperty("page").GetInt32(), page.GetProperty("size").GetInt32(), page.GetProperty("total").GetInt32()));
        Assert.All(page.GetProperty("items").EnumerateArray(), i => Assert.Equal("open", i.GetProperty("state").GetString()));

        var one = await JsonAsync($"/api/v1/classes/{Year}-017");
        Assert.Equal(("public", 480m, 300), (one.GetProperty("subject").GetString(), one.GetProperty("fee").GetDecimal(), one.GetProperty("seats").GetInt32()));
        Assert.Equal(12, one.GetProperty("timetable").GetArrayLength());
        Assert.InRange(one.GetProperty("seatsLeft").GetInt32(), 60, 300);

        foreach (var (address, code) in new[] { ("/api/v1/classes?state=nonsense", "state_unknown"), ("/api/v1/classes?state=draft", "state_unknown"), ("/api/v1/classes?page=0", "number_range"), ("/api/v1/classes?size=x", "number_range") })
        {
            using var refused = await visitor.GetAsync(address);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
            Assert.Equal($"urn:cebase:{code}", problem.RootElement.GetProperty("type").GetString());
        }
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/api/v1/classes/{Year}-024")).StatusCode);

        async Task<JsonElement> JsonAsync(string address)
        {
            using var document = JsonDocument.Parse(await visitor.GetStringAsync(address));
            return document.RootElement.Clone();
        }
    }

    [Fact]
    public async Task Staff_make_a_class_keep_what_they_typed_when_refused_and_take_it_to_planned()
    {
        await using var site = await Site.WithDemoAsync();
        var staff = await site.SignedInAsync("staff@example.com");
        var day = TimeProvider.System.Today();

        void Fill(Dictionary<string, string> form)
        {
            form["Input.Name"] = "测试用的班";
            form["Input.Fee"] = "100";
            form["Input.Funding"] = "Fiscal";
            form["Input.Form"] = "training";
            form["Input.StartsOn"] = day.AddDays(200).InTable();
            form["Input.EndsOn"] = day.AddDays(201).InTable();
            form["Input.EnrolFrom"] = day.InTable();
            form["Input.EnrolUntil"] = day.AddDays(190).InTable();
            form["Input.City"] = "西安";
            form["Input.Venue"] = "教学楼";
            form["Input.Capacity"] = "30";
            form["Input.Hours"] = "8";
        }

        var refused = await staff.SubmitAsync("/console/classes/new?course=ZY-201", Fill);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var again = await refused.ParseAsync();
        Assert.Contains("不得向学员收费", again.QuerySelector(".ce-error-summary")!.TextContent);
        Assert.Equal("测试用的班", again.QuerySelector("#Input_Name")!.GetAttribute("value"));

        var unreadable = await staff.SubmitAsync("/console/classes/new?course=ZY-201", form => { Fill(form); form["Input.Capacity"] = "三十"; form["Input.Fee"] = "0"; });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unreadable.StatusCode);

        var made = await staff.SubmitAsync("/console/classes/new?course=ZY-201", form => { Fill(form); form["Input.Fee"] = "0"; });
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var address = made.Headers.Location!.ToString();
        Assert.Contains("草稿", (await staff.PageAsync(address)).Body!.TextContent);

        var planned = await staff.SubmitAsync(address, selector: "form:has(input[name=step][value=plan])");
        Assert.Equal(HttpStatusCode.Redirect, planned.StatusCode);
        var stopped = await staff.PageAsync(address);
        Assert.Contains("还没有课表", stopped.Body!.TextContent);

        var db = await staff.SubmitAsync($"{address}/timetable", form =>
        {
            form["Input.StartsAt"] = "08:30";
            form["Input.EndsAt"] = "17:30";
            form["Input.Topic"] = "总体布局";
            form["Input.Hours"] = "8";
        }, "form[action*='handler=Save']");
        Assert.Equal(HttpStatusCode.Redirect, db.StatusCode);
        Assert.Contains("合计 8 学时", (await staff.PageAsync($"{address}/timetable")).Body!.TextContent);
    }

    [Theory]
    [InlineData("/console/classes?state=open&sort=-capacity")]
    [InlineData("/console/classes?q=%E5%A2%9E%E6%9D%90&funding=open&month=2026-01&adviser=1")]
    [InlineData("/console/classes/board")]
    [InlineData("/console/classes/board?adviser=3")]
    [InlineData("/console/calendar")]
    [InlineData("/console/calendar?by=room")]
    [InlineData("/console/calendar?by=instructor&clash=1")]
    [InlineData("/console/calendar?view=month")]
    [InlineData("/console/calendar?view=month&by=room&day=2026-02-31")]
    [InlineData("/console/calendar?view=month&by=instructor")]
    [InlineData("/console/classes/new?project=P2026-001")]
    [InlineData("/console/projects/P{year}-018/class")]
    [InlineData("/console/projects/P{year}-028/class")]
    [InlineData("/console/classes/{year}-001/gates")]
    [InlineData("/console/classes/{year}-007/gates")]
    [InlineData("/console/classes/{year}-016/gates")]
    [InlineData("/console/classes/{year}-023/gates")]
    [InlineData("/console/classes/{year}-018")]
    [InlineData("/console/classes/{year}-016")]
    [InlineData("/console/classes/{year}-021/quotas")]
    [InlineData("/console/classes/{year}-018/timetable")]
    [InlineData("/console/classes/{year}-018/edit")]
    [InlineData("/console/courses?subject=public&sort=-hours")]
    [InlineData("/console/courses/ZY-201")]
    [InlineData("/console/courses/ZY-201/edit")]
    [InlineData("/console/courses/new")]
    [InlineData("/console/instructors?level=FullSenior&sort=-level")]
    [InlineData("/console/instructors/T001")]
    [InlineData("/console/instructors/T001/edit")]
    [InlineData("/console/instructors/new")]
    public async Task Every_page_of_the_console_answers_staff_and_nobody_else(string address)
    {
        address = address.Replace("{year}", Year.ToString());
        var site = await demo.SharedAsync();
        var page = await (await site.SignedInAsync("staff@example.com")).PageAsync(address);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Empty(page.QuerySelectorAll("[style], script:not([src])"));
        using var visitor = await site.Visitor().GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, visitor.StatusCode);
    }
}
