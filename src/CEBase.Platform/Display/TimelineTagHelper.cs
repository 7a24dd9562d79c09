using CEBase.Platform.Traces;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary><c>&lt;timeline lines="…" definition="…" /&gt;</c>: what happened to a record, newest first.</summary>
[HtmlTargetElement("timeline", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimelineTagHelper : TagHelper
{
    /// <summary>The traces.</summary>
    public IReadOnlyList<TraceLine> Lines { get; set; } = [];

    /// <summary>The workflow whose states and steps they name; by default that of each line's own kind of record.</summary>
    public WorkflowDefinition? Definition { get; set; }

    /// <summary>Words for acts that are no steps of the workflow: <c>reveal_personal_number</c> → 查看完整证件号码.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Lines.Count == 0
            ? Html($"<p class=\"text-secondary mb-0\">还没有办理记录。</p>")
            : Html($"<ol class=\"ce-timeline\">{Join(Lines, Draw)}</ol>"));
    }

    private IHtmlContent Draw(TraceLine line)
    {
        var life = LifeOf(line);
        var to = StateOf(life, line.ToState);
        var moved = to is not null && line.FromState != line.ToState;
        var tone = moved ? to!.Tone : StateTone.Quiet;
        return Html($"""
            <li class="ce-timeline-item ce-tone-{tone.ToString().ToLowerInvariant()}">
            <p class="ce-timeline-head"><strong>{LabelOf(life, line.Step)}</strong>{If(moved, $"<span class=\"ce-timeline-move\">{StateOf(life, line.FromState)?.Label}{If(line.FromState.Length > 0, $"{Icons.Draw("arrow-right")}<span class=\"visually-hidden\">变为</span>")}{to?.Label}</span>")}</p>
            <p class="ce-timeline-meta">{line.ActorName}<time datetime="{line.At.UtcDateTime:O}">{line.At.InTable()}</time></p>
            {If(!string.IsNullOrWhiteSpace(line.Comment), $"<blockquote class=\"ce-timeline-comment\">{line.Comment}</blockquote>")}
            {FindingList.Draw(Trace.FindingsOf(line), ViewContext.HttpContext.RequestServices)}
            </li>
            """);
    }

    private WorkflowDefinition? LifeOf(TraceLine line) =>
        Definition ?? ViewContext.HttpContext.RequestServices.GetServices<IWorkflow>().FirstOrDefault(w => w.Definition.RecordType == line.RecordType)?.Definition;

    private static StateDefinition? StateOf(WorkflowDefinition? life, string name) => life?.States.FirstOrDefault(state => state.Name == name);

    private string LabelOf(WorkflowDefinition? life, string step) =>
        Labels?.GetValueOrDefault(step) ?? life?.Steps.FirstOrDefault(s => s.Name == step)?.Label ?? ActLabels.Of(step, ViewContext.HttpContext.RequestServices);
}

/// <summary>Words for acts that are no steps, as modules register them.</summary>
internal static class ActLabels
{
    /// <summary>The word, or the act's own name when no module knows it.</summary>
    public static string Of(string act, IServiceProvider services) =>
        services.GetServices<TraceAct>().FirstOrDefault(a => a.Name == act)?.Label ?? act;
}
