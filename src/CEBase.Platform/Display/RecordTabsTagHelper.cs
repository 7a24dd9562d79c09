using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary><c>&lt;record-tabs type="TrainingClass" key="2026-018" /&gt;</c>: the parts of a record's pages, as all modules registered them, for this user; many are folded by group.</summary>
[HtmlTargetElement("record-tabs", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RecordTabsTagHelper(IEnumerable<RecordTab> tabs, ICurrentUser user) : TagHelper
{
    /// <summary>So many parts stand side by side; more are folded by group.</summary>
    private const int Many = 8;

    /// <summary>Kind of record.</summary>
    public string Type { get; set; } = "";

    /// <summary>The record's key in addresses.</summary>
    public string Key { get; set; } = "";

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var mine = tabs.Where(tab => tab.RecordType == Type && user.Has(tab.Permission)).OrderBy(tab => tab.Order)
            .Select(tab => new Part(tab.Label, tab.Path.Replace("{key}", Uri.EscapeDataString(Key), StringComparison.Ordinal), tab.Group)).ToList();
        if (mine.Count < 2)
        {
            output.SuppressOutput();
            return;
        }
        var here = ViewContext.HttpContext.Request.Path.ToUriComponent();
        // The longest address that leads here, so that a record's own page isn't marked on all of its parts.
        var current = mine.Where(tab => here == tab.Href || here.StartsWith($"{tab.Href}/", StringComparison.Ordinal)).MaxBy(tab => tab.Href.Length);
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ce-tabs");
        output.Attributes.SetAttribute("aria-label", "记录的各部分");
        var groups = mine.GroupBy(tab => mine.Count > Many ? tab.Group ?? tab.Label : tab.Label).ToList();
        var open = groups.FirstOrDefault(g => current is not null && g.Contains(current) && g.Count() > 1);
        output.Content.SetHtmlContent(Html($"""
            <ul>{Join(groups, g => Html($"<li>{Link(g.Count() > 1 ? g.Key : g.First().Label, g.First().Href, g == open ? "true" : g.First() == current ? "page" : null)}</li>"))}</ul>
            {If(open is not null, $"<ul class=\"ce-tabs-parts\" aria-label=\"{open?.Key}\">{Join(open?.ToList() ?? [], tab => Html($"<li>{Link(tab.Label, tab.Href, tab == current ? "page" : null)}</li>"))}</ul>")}
            """));
    }

    private static IHtmlContent Link(string label, string href, string? current) => Html($"<a href=\"{href}\"{If(current is not null, $" aria-current=\"{current}\"")}>{label}</a>");

    private sealed record Part(string Label, string Href, string? Group);
}
