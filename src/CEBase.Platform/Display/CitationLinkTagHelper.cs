using CEBase.Platform.Findings;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary>Says in words what a citation points to; the module that holds the regulations registers one.</summary>
public interface ICitationNames
{
    /// <summary>A short name, 管理办法第 20 条; null when it isn't known.</summary>
    string? NameOf(Citation citation);
}

/// <summary><c>&lt;citation-link article="NPU:20(2)" /&gt;</c> or <c>article="@finding.Articles[0]"</c>: opens the article beside the text.</summary>
[HtmlTargetElement("citation-link", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CitationLinkTagHelper : TagHelper
{
    /// <summary>The citation as written.</summary>
    public string Article { get; set; } = "";

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Citation.TryParse(Article, out var citation)
            ? Citations.Draw(citation, ViewContext.HttpContext.RequestServices)
            : Html($"{Article}"));
    }
}

internal static class Citations
{
    public static IHtmlContent Draw(Citation citation, IServiceProvider services)
    {
        var name = services.GetService<ICitationNames>()?.NameOf(citation) ?? $"{citation.Regulation} 第 {citation.Article} 条";
        return Html($"<a class=\"ce-citation\" href=\"{AddressOf(citation)}\" data-aside>{Icons.Draw("book-2")}{name}</a>");
    }

    public static string AddressOf(Citation citation) => $"/policy/{Uri.EscapeDataString(citation.Regulation)}/{Uri.EscapeDataString(citation.Article)}";
}
