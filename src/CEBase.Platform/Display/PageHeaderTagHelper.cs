using CEBase.Platform.Values;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary><c>&lt;page-header title="…" subtitle="…" kicker="…"&gt;</c>: the title line of a page, with its actions as child content.</summary>
[HtmlTargetElement("page-header")]
public sealed class PageHeaderTagHelper : TagHelper
{
    /// <summary>The page's only first-level heading.</summary>
    public string Title { get; set; } = "";

    /// <summary>A sentence below it.</summary>
    public string? Subtitle { get; set; }

    /// <summary>A short line above it: the number of a record, the part of the site.</summary>
    public string? Kicker { get; set; }

    /// <summary>Where one goes back to.</summary>
    public string? Back { get; set; }

    /// <summary>What is there; by default what the navigation calls the page, and where it has none the kicker.</summary>
    public string? BackLabel { get; set; }

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = await output.GetChildContentAsync();
        output.TagName = "header";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ce-page-header");
        var place = BackLabel ?? ListAt(Back) ?? Kicker ?? "返回";
        var kicker = Back is null ? Html($"{Kicker}") : Html($"<a href=\"{Back}\">{Icons.Draw("arrow-left")}{place}</a>{If(Kicker is not null && Kicker != place, $"<span>{Kicker}</span>")}");
        output.Content.SetHtmlContent(Html($"""
            <div class="ce-page-header-text">
            {If(Kicker is not null || Back is not null, $"<p class=\"ce-kicker\">{kicker}</p>")}
            <h1 class="ce-title">{Title}</h1>
            {If(Subtitle is not null, $"<p class=\"ce-subtitle\">{Subtitle}</p>")}
            </div>
            {If(!actions.IsEmptyOrWhiteSpace, $"<div class=\"ce-page-actions\">{actions}</div>")}
            """));
    }

    private string? ListAt(string? address)
    {
        var path = address?.Split('?', '#')[0];
        return path is not null && ViewContext?.HttpContext.RequestServices?.GetService<ConsoleMenu>()?.At(path) is { } item && item.Href == path ? item.Label : null;
    }
}
