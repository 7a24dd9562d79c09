using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary>
/// <c>&lt;chart id="hours" title="九月确认的学时最多" src="hours-table" kind="bar" /&gt;</c>: one statement as a chart, drawn from a table of the page
/// (first column: categories; each further column: a series named by its heading) or from JSON (<c>[["月份","学时"],["一月",120]]</c>).
/// A table written as child content is kept one click away. Kinds: bar, stacked, rows (stacked bars that lie down), line, ring, funnel. ECharts is loaded once, only on pages with a chart.
/// </summary>
[HtmlTargetElement("chart")]
public sealed class ChartTagHelper : TagHelper
{
    /// <summary>Id of the chart.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it says, as a sentence.</summary>
    public string Title { get; set; } = "";

    /// <summary>Id of the table, or JSON; by default the child content's table.</summary>
    public string? Src { get; set; }

    /// <summary>bar, stacked, rows, line, ring or funnel.</summary>
    public string Kind { get; set; } = "bar";

    /// <summary>Unit of the numbers.</summary>
    public string? Unit { get; set; }

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var table = await output.GetChildContentAsync();
        var isJson = Src?.TrimStart().StartsWith('[') == true;
        var source = isJson ? Html($"data-rows=\"{Src}\"") : Html($"data-table=\"{Src ?? $"{Id}-data"}\"");
        var scripts = ViewContext.HttpContext.Items.TryAdd(typeof(ChartTagHelper), true);
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ce-chart");
        output.Content.SetHtmlContent(Html($"""
            <figcaption class="ce-chart-title" id="{Id}-title">{Title}{If(Unit is not null, $"<span class=\"ce-chart-unit\">单位：{Unit}</span>")}</figcaption>
            <div class="ce-chart-canvas" id="{Id}" role="img" aria-labelledby="{Id}-title" data-chart="{Kind}" data-unit="{Unit}" {source}></div>
            {If(!table.IsEmptyOrWhiteSpace, $"<details class=\"ce-chart-data\"><summary>查看数据表</summary><div id=\"{Id}-data\">{table}</div></details>")}
            {If(scripts, $"<script src=\"{Assets.Of(ViewContext, "lib/echarts.min.js")}\" defer></script><script src=\"{Assets.Of(ViewContext, "js/chart.js")}\" defer></script>")}
            """));
    }
}

/// <summary>Addresses of the theme's files, with their version.</summary>
internal static class Assets
{
    private const string Folder = "/_content/CEBase.Theme.Portal/";

    public static string Of(ViewContext view, string path)
    {
        var versions = (IFileVersionProvider?)view.HttpContext.RequestServices.GetService(typeof(IFileVersionProvider));
        var root = view.HttpContext.Request.PathBase;
        return versions?.AddFileVersionToPath(root, $"{root}{Folder}{path}") ?? $"{root}{Folder}{path}";
    }
}
