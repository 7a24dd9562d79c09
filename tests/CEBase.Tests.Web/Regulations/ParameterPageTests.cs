using System.Net;

namespace CEBase.Tests.Web.Regulations;

public sealed class ParameterPageTests(DemoSite demo)
{
    private const string Address = "/console/parameters/attendance.completion-share";
    private const string ChangeForm = "main form[action*=Change]";

    [Fact]
    public async Task The_office_changes_a_parameter_and_sees_the_old_value_closed()
    {
        await using var site = await Site.WithDemoAsync();
        var office = await site.SignedInAsync("office@example.com");

        var answer = await office.SubmitAsync(Address, form =>
        {
            form["Input.Value"] = "85";
            form["Input.From"] = "2090-01-01";
            form["Input.CheckedUntil"] = "2091-01-01";
            form["Input.Reason"] = "办公会决定";
        }, ChangeForm);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await office.PageAsync(Address);
        Assert.Contains("85%", page.QuerySelector("main table")!.TextContent);
        Assert.Contains("2089-12-31", page.QuerySelector("main table")!.TextContent);
        Assert.Contains("办公会决定", page.QuerySelector(".ce-timeline")!.TextContent);
    }

    [Fact]
    public async Task Bad_input_is_told_at_its_field_and_keeps_what_was_typed()
    {
        await using var site = await Site.WithDemoAsync();
        var office = await site.SignedInAsync("office@example.com");

        var answer = await office.SubmitAsync(Address, form =>
        {
            form["Input.Value"] = "八成";
            form["Input.Reason"] = "办公会决定";
        }, ChangeForm);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.ParseAsync();
        Assert.Contains("新值应是不带小数的数字", page.QuerySelector(".ce-error-summary")!.TextContent);
        Assert.Equal("八成", page.QuerySelector("#Input_Value")!.GetAttribute("value"));
        Assert.Contains("办公会决定", page.QuerySelector("#Input_Reason")!.TextContent);
    }

    [Fact]
    public async Task Those_who_may_only_look_see_no_form_and_can_not_post()
    {
        var site = await demo.SharedAsync();
        var staff = await site.SignedInAsync("staff@example.com");

        var page = await staff.PageAsync(Address);
        Assert.Null(page.QuerySelector(ChangeForm));
        var list = await staff.PageAsync("/console/parameters?q=" + Uri.EscapeDataString("出勤"));
        Assert.Contains("结业所需出勤比例", list.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task An_unknown_parameter_is_not_found()
    {
        var site = await demo.SharedAsync();
        var office = await site.SignedInAsync("office@example.com");
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync("/console/parameters/no.such")).StatusCode);
    }
}
