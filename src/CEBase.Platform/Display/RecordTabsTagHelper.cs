using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary><c>&lt;record-tabs type="TrainingClass" key="2026-018" /&gt;</c>: the parts of a record's pages, as all modules registered them, for this user.</summary>
[HtmlTargetElement("record-tabs", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RecordTabsTagHelper(IEnumerable<RecordTab> tabs, ICurrentUser user) : TagHelper
{
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
            .Select(tab => (tab.Label, Href: tab.Path.Replace("{key}", Uri.EscapeDataString(Key), StringComparison.Ordinal))).ToList();
        if (mine.Count < 2)
        {
            output.SuppressOutput();
            return;
        }
        var here = ViewContext.HttpContext.Request.Path.ToUriComponent();
        // The longest address that leads here, so that a record's own page isn't marked on all of its parts.
        var current = mine.Where(tab => here == tab.Href || here.StartsWith($"{tab.Href}/", StringComparison.Ordinal)).MaxBy(tab => tab.Href.Length).Href;
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ce-tabs");
        output.Attributes.SetAttribute("aria-label", "记录的各部分");
        output.Content.SetHtmlContent(Html($"<ul>{Join(mine, tab => Html($"<li><a href=\"{tab.Href}\"{If(tab.Href == current, $" aria-current=\"page\"")}>{tab.Label}</a></li>"))}</ul>"));
    }
}
