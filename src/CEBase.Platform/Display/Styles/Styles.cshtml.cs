using CEBase.Platform.Findings;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Hosting;

namespace CEBase.Platform.Display.Styles;

/// <summary>Every building block with its variants, for those who put pages together. Only Development serves it; <c>?face=console</c> shows it in the console's frame.</summary>
[Public]
public sealed class StylesModel(IHostEnvironment environment) : PageModel
{
    private static readonly WorkflowDefinition Life = new("Sample", "样例",
    [
        new("draft", "筹备中", StateTone.Quiet),
        new("open", "报名中"),
        new("review", "待审核", StateTone.Waiting),
        new("completed", "已结业", StateTone.Done),
        new("cancelled", "已取消", StateTone.Stopped),
    ],
    [
        new("open", "开放报名", ["draft"], "open", Permissions.ConsoleUse),
        new("review", "提交审核", ["draft"], "review", Permissions.ConsoleUse) { AsksComment = true },
        new("return", "退回修改", ["review"], "draft", Permissions.ConsoleUse) { AsksComment = true },
        new("complete", "结业", ["open"], "completed", Permissions.ConsoleUse),
        new("cancel", "取消培训班", ["draft", "open"], "cancelled", Permissions.ConsoleUse) { AsksComment = true, IsGrave = true },
    ]);

    private static readonly Finding Blocked = Finding.Block("instructor.title", "周六上午“数据治理导论”的授课教师没有副高级以上职称，请更换教师或补录职称证明。", "NPU:13") with { Remedy = "/styles" };
    private static readonly Finding Reviewed = Finding.Review("class.size", "招生人数超过上年同类班的两倍，需要说明场地和师资安排。", "NPU:12", "MOHRSS-25:10");
    private static readonly Finding Noted = Finding.Note("parameter.unchecked", "学时标准的核对日期已过，办理前请核对最新文件。", "SXHR:3");

    /// <summary>States of the sample life.</summary>
    public IReadOnlyList<StateDefinition> States => Life.States;

    /// <summary>One finding of each severity.</summary>
    public IReadOnlyList<Finding> Findings { get; } = [Blocked, Reviewed, Noted];

    /// <summary>A record that can go on.</summary>
    public WorkflowView Free { get; } = View(1, new("授课教师资格", []), new("课表学时", []), new("学时标准", [Noted]));

    /// <summary>A record that needs a written reason.</summary>
    public WorkflowView Reviewing { get; } = View(2, new("授课教师资格", []), new("招生人数", [Reviewed]));

    /// <summary>A record that is stopped.</summary>
    public WorkflowView Stopped { get; } = View(3, new("授课教师资格", [Blocked]), new("课表学时", []));

    /// <summary>The sample life.</summary>
    public WorkflowDefinition Definition => Life;

    /// <summary>A sample form.</summary>
    [BindProperty]
    public SampleForm Input { get; set; } = new();

    /// <summary>Refuses everywhere but in Development.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!environment.IsDevelopment())
        {
            context.Result = NotFound();
        }
    }

    /// <summary>Shows the blocks; <c>?errors=1</c> with errors.</summary>
    public void OnGet(bool errors = false)
    {
        if (errors)
        {
            Input.Phone = "1380013800";
            ModelState.AddModelError("Phone", "手机号码应为 11 位数字，现在是 10 位。");
            ModelState.AddModelError("Input.Reason", "请写明申请理由。");
            ModelState.AddModelError("", "报名截止日期已过，请选择其他培训班。");
        }
    }

    /// <summary>Takes a sample step.</summary>
    public async Task<IActionResult> OnPostAsync(string step)
    {
        await Task.Delay(600, HttpContext.RequestAborted);
        TempData["Done"] = $"收到环节“{step}”。这里只是样例，没有改动任何数据。";
        return RedirectToPage();
    }

    private static WorkflowView View(long id, params GateLine[] gates) => new(Life, id, Life.State("draft"),
    [
        new(Life.Step("open"), true, gates),
        new(Life.Step("review"), true, []),
        new(Life.Step("cancel"), true, []),
        new(Life.Step("complete"), false, []),
    ],
    [
        new() { Id = 3, At = new(2026, 11, 20, 3, 20, 0, TimeSpan.Zero), ActorName = "李文静", Step = "return", FromState = "review", ToState = "draft", Comment = "课表第三天缺少授课教师，请补充后再报。" },
        new() { Id = 2, At = new(2026, 11, 19, 8, 5, 0, TimeSpan.Zero), ActorName = "王志远", Step = "review", FromState = "draft", ToState = "review" },
        new() { Id = 1, At = new(2026, 11, 18, 1, 30, 0, TimeSpan.Zero), ActorName = "王志远", Step = "create", ToState = "draft" },
    ]);

    /// <summary>What the sample form holds.</summary>
    public sealed record SampleForm
    {
        /// <summary>Text.</summary>
        public string? Phone { get; set; }

        /// <summary>A day.</summary>
        public DateOnly? Day { get; set; }

        /// <summary>A choice.</summary>
        public string? Kind { get; set; }

        /// <summary>Long text.</summary>
        public string? Reason { get; set; }

        /// <summary>A check box.</summary>
        public bool Agreed { get; set; }
    }
}
