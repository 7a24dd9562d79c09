using CEBase.Platform.Findings;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary>
/// <c>&lt;workflow-panel view="…" action="/console/classes/2026-018/step" /&gt;</c>: where the record stands, what can be done next, and what stops it.
/// Posts a <see cref="StepForm"/> with the antiforgery token; in it is what the reader saw, so that the engine refuses when the record has moved since. Posting twice is harmless: the engine says that it is done already.
/// </summary>
[HtmlTargetElement("workflow-panel", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class WorkflowPanelTagHelper(IAntiforgery antiforgery) : TagHelper
{
    /// <summary>What the engine says about the record for this user.</summary>
    public WorkflowView View { get; set; } = null!;

    /// <summary>Where the step is posted to; by default the handler <c>Step</c> of the page itself.</summary>
    public string? Action { get; set; }

    /// <summary>Heading.</summary>
    public string Title { get; set; } = "办理";

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var mine = View.Steps.Where(s => s.Allowed).OrderBy(s => s.Step.IsGrave).ToList();
        var others = View.Steps.Where(s => !s.Allowed).ToList();
        output.TagName = null;
        output.Content.SetHtmlContent(Html($"""
            <section class="card ce-workflow" aria-labelledby="workflow-{View.RecordId}">
            <div class="card-header"><h2 class="card-title" id="workflow-{View.RecordId}">{Title}</h2>{Badges.Draw(View.State)}</div>
            {Join(mine, step => Draw(step, isMain: step == mine[0] && !step.Step.IsGrave))}
            {If(mine.Count == 0 && others.Count == 0, $"<p class=\"ce-workflow-rest\">已经办完，没有下一个环节。</p>")}
            {Join(others.GroupBy(s => s.Roles.Count > 0 ? string.Join("、", s.Roles) : "有相应权限的人员"), by => Html($"<p class=\"ce-workflow-rest\">由{by.Key}办理：{string.Join("、", by.Select(s => s.Step.Label))}。</p>"))}
            </section>
            """));
    }

    private IHtmlContent Draw(OfferedStep offered, bool isMain)
    {
        var step = offered.Step;
        var gates = If(offered.Gates.Count > 0, $"<ul class=\"ce-gates\">{Join(offered.Gates, Draw)}</ul>");
        var body = offered.IsBlocked ? Html($"{gates}<button type=\"button\" class=\"btn\" disabled>{Icons.Draw("lock")}{step.Label}</button><p class=\"form-hint\">处理完上面标为“不能办理”的意见后，就可以{step.Label}。</p>") : Form(offered, gates);
        return isMain
            ? Html($"<div class=\"ce-step\">{body}</div>")
            : Html($"<details class=\"ce-step{(step.IsGrave ? " ce-step-grave" : "")}\"><summary>{step.Label}{If(offered.IsBlocked, $"<span class=\"ce-step-stop\">{Icons.Draw("lock")}暂不能办理</span>")}</summary>{body}</details>");
    }

    private IHtmlContent Form(OfferedStep offered, IHtmlContent gates)
    {
        var step = offered.Step;
        var id = $"{step.Name}-{View.RecordId}";
        var asks = step.AsksComment || offered.NeedsReason;
        return Html($"""
            <form method="post" action="{Action ?? $"{ViewContext.HttpContext.Request.PathBase}{ViewContext.HttpContext.Request.Path}?handler=Step"}"{If(step.IsGrave, $" data-confirm=\"{step.Label}后不能直接撤销，确定要{step.Label}吗？\"")}>
            {antiforgery.GetHtml(ViewContext.HttpContext)}<input type="hidden" name="step" value="{step.Name}"><input type="hidden" name="seen" value="{offered.Seen}">
            {gates}
            {If(asks, $"<div class=\"mb-3\"><label class=\"form-label required\" for=\"comment-{id}\">{(offered.NeedsReason ? "放行理由" : "原因")}</label><textarea class=\"form-control\" id=\"comment-{id}\" name=\"comment\" rows=\"3\" required></textarea></div>")}
            {If(offered.NeedsReason, $"<label class=\"form-check mb-3\"><input class=\"form-check-input\" type=\"checkbox\" name=\"passReviews\" value=\"true\" required><span class=\"form-check-label\">我已阅读需要复核的意见，并写明了理由</span></label>")}
            <button type="submit" class="btn {(step.IsGrave ? "btn-outline-danger" : "btn-primary")}">{step.Label}</button>
            </form>
            """);
    }

    private IHtmlContent Draw(GateLine line)
    {
        var worst = line.Findings.Count == 0 ? (Severity?)null : line.Findings.Max(f => f.Severity);
        var (css, icon, word) = worst switch
        {
            Severity.Block => ("block", "circle-x", "不符合"),
            Severity.Review => ("review", "alert-triangle", "需要复核"),
            Severity.Note => ("note", "info-circle", "有提示"),
            _ => ("ok", "circle-check", "符合"),
        };
        return Html($"<li class=\"ce-gate ce-gate-{css}\"><p class=\"ce-gate-line\">{Icons.Draw(icon)}<span>{line.Label}</span><span class=\"ce-gate-word\">{word}</span></p>{FindingList.Draw(line.Findings, ViewContext.HttpContext.RequestServices)}</li>");
    }
}
