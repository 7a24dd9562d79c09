using CEBase.Platform.Findings;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary><c>&lt;findings items="…" /&gt;</c>: what the rules said, gravest first. Nothing to say draws nothing.</summary>
[HtmlTargetElement("findings", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FindingsTagHelper : TagHelper
{
    /// <summary>The findings.</summary>
    public IEnumerable<Finding> Items { get; set; } = [];

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(FindingList.Draw(Items, ViewContext.HttpContext.RequestServices));
    }
}

internal static class FindingList
{
    public static IHtmlContent Draw(IEnumerable<Finding> findings, IServiceProvider services)
    {
        var list = findings.OrderByDescending(f => f.Severity).ToList();
        return If(list.Count > 0, $"<ul class=\"ce-findings\">{Join(list, finding => Draw(finding, services))}</ul>");
    }

    private static IHtmlContent Draw(Finding finding, IServiceProvider services)
    {
        var (css, icon, word) = finding.Severity switch
        {
            Severity.Block => ("block", "ban", "不能办理"),
            Severity.Review => ("review", "alert-triangle", "需要复核"),
            _ => ("note", "info-circle", "提示"),
        };
        return Html($"""
            <li class="ce-finding ce-finding-{css}" data-rule="{finding.Rule}">{Icons.Draw(icon)}<div>
            <span class="ce-finding-word">{word}</span><span class="ce-finding-sentence">{finding.Sentence}</span>
            {If(finding.Articles.Count > 0, $"<span class=\"ce-finding-articles\">依据 {Join(finding.Articles, article => Citations.Draw(article, services))}</span>")}
            {If(finding.Remedy is not null, $"<a class=\"ce-finding-remedy\" href=\"{finding.Remedy}\">去处理{Icons.Draw("arrow-right")}</a>")}
            </div></li>
            """);
    }
}
