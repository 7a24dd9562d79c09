using AngleSharp.Dom;

namespace CEBase.Tests.Display;

public sealed class WorkflowPanelTests
{
    private static readonly WorkflowDefinition Life = new("Sample", "样例",
        [new("draft", "筹备中", StateTone.Quiet), new("open", "报名中"), new("cancelled", "已取消", StateTone.Stopped)],
        [
            new("open", "开放报名", ["draft"], "open", "Samples.Open"),
            new("cancel", "取消", ["draft"], "cancelled", "Samples.Cancel") { AsksComment = true, IsGrave = true },
        ]);

    [Fact]
    public async Task Step_that_is_free_posts_its_name_with_the_antiforgery_token()
    {
        var panel = await DrawAsync(new OfferedStep(Life.Step("open"), true, [new("课表学时", [])]));

        var form = Assert.Single(panel.QuerySelectorAll("form"));
        Assert.Equal("/console/classes/2026-018/step", form.GetAttribute("action"));
        Assert.Equal("open", form.QuerySelector("[name=step]")!.GetAttribute("value"));
        Assert.Equal("token", form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value"));
        Assert.Contains("符合", form.QuerySelector(".ce-gate-ok")!.TextContent);
    }

    [Fact]
    public async Task Step_with_a_block_offers_no_form_and_says_what_stops_it()
    {
        var panel = await DrawAsync(new OfferedStep(Life.Step("open"), true, [new("授课教师资格", [Finding.Block("instructor.title", "教师没有副高级以上职称。", "NPU:13")])]));

        Assert.Empty(panel.QuerySelectorAll("form"));
        Assert.NotNull(panel.QuerySelector("button[disabled]"));
        Assert.Equal("教师没有副高级以上职称。", panel.QuerySelector("[data-rule='instructor.title'] .ce-finding-sentence")!.TextContent);
        Assert.Equal("/policy/NPU/13", panel.QuerySelector("a.ce-citation")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Step_with_a_review_finding_asks_for_a_reason_and_for_having_read_it()
    {
        var panel = await DrawAsync(new OfferedStep(Life.Step("open"), true, [new("招生人数", [Finding.Review("class.size", "人数超过上年两倍。", "NPU:12")])]));

        Assert.NotNull(panel.QuerySelector("form textarea[name=comment][required]"));
        Assert.Equal("true", panel.QuerySelector("form [name=passReviews]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Grave_step_is_kept_apart_and_confirmed()
    {
        var panel = await DrawAsync(new OfferedStep(Life.Step("cancel"), true, []), new OfferedStep(Life.Step("open"), true, []));

        var grave = panel.QuerySelector("details.ce-step-grave")!;
        Assert.Equal("取消", grave.QuerySelector("summary")!.TextContent);
        Assert.NotNull(grave.QuerySelector("form[data-confirm]"));
        Assert.Equal("open", panel.QuerySelector("div.ce-step [name=step]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Step_without_the_permission_is_named_but_not_offered()
    {
        var panel = await DrawAsync(new OfferedStep(Life.Step("open"), false, []));

        Assert.Empty(panel.QuerySelectorAll("form, button"));
        Assert.Contains("由有相应权限的人员办理：开放报名", panel.TextContent);
    }

    [Fact]
    public async Task Step_of_others_says_which_roles_take_it()
    {
        var panel = await DrawAsync(new OfferedStep(Life.Step("open"), false, []) { Roles = ["财务", "领导"] });

        Assert.Contains("由财务、领导办理：开放报名。", panel.TextContent);
    }

    private static Task<IElement> DrawAsync(params OfferedStep[] steps) => Draw.Of(new WorkflowPanelTagHelper(new Draw.Tokens())
    {
        View = new WorkflowView(Life, 7, Life.State("draft"), steps, []),
        Action = "/console/classes/2026-018/step",
        ViewContext = Draw.View(),
    });
}
