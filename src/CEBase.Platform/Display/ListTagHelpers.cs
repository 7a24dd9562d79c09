using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary>
/// <c>&lt;filter-bar action="/console/classes"&gt;</c>: a GET form around the filters, so that the address holds the view.
/// The order of the list is kept; the page number starts again.
/// </summary>
[HtmlTargetElement("filter-bar")]
public sealed class FilterBarTagHelper : TagHelper
{
    /// <summary>The list's address.</summary>
    public string Action { get; set; } = "";

    /// <summary>The button.</summary>
    public string Submit { get; set; } = "筛选";

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var controls = await output.GetChildContentAsync();
        var query = ViewContext.HttpContext.Request.Query;
        var sort = query["sort"].ToString();
        var isFiltered = query.Any(pair => pair.Key is not ("sort" or "p" or "page") && !string.IsNullOrWhiteSpace(pair.Value));
        output.TagName = "form";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ce-filter");
        output.Attributes.SetAttribute("method", "get");
        output.Attributes.SetAttribute("action", Action);
        output.Attributes.SetAttribute("role", "search");
        output.Attributes.SetAttribute("aria-label", Submit);
        output.Content.SetHtmlContent(Html($"""
            {controls}{If(sort.Length > 0, $"<input type=\"hidden\" name=\"sort\" value=\"{sort}\">")}
            <div class="ce-filter-actions"><button type="submit" class="btn">{Icons.Draw("filter")}{Submit}</button>{If(isFiltered, $"<a class=\"btn btn-link\" href=\"{Action}\">清除条件</a>")}</div>
            """));
    }
}

/// <summary>
/// <c>&lt;data-table label="培训班"&gt;&lt;thead&gt;…</c>: a table whose head stays in sight and which scrolls inside its own frame.
/// The child content is a whole <c>table</c> or its parts.
/// </summary>
[HtmlTargetElement("data-table")]
public sealed class DataTableTagHelper : TagHelper
{
    /// <summary>What the table lists, for screen readers.</summary>
    public string Label { get; set; } = "列表";

    /// <summary>Id of the table, for a chart drawn from it.</summary>
    public string? Id { get; set; }

    /// <summary>On a phone a row becomes a card, each cell under its column's heading, instead of a table that scrolls sideways. For tables of one heading row.</summary>
    public bool Stacked { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var isWhole = content.GetContent().Contains("<table", StringComparison.OrdinalIgnoreCase);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Stacked ? "card ce-table ce-stack" : "card ce-table");
        output.Content.SetHtmlContent(Html($"<div class=\"ce-table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{Label}\">{(isWhole ? content : Html($"<table class=\"table table-vcenter\"{If(Id is not null, $" id=\"{Id}\"")}>{content}</table>"))}</div>"));
    }
}

/// <summary><c>&lt;sort-link column="name" label="名称" /&gt;</c>: a column's heading; <c>sort=name</c> is ascending, <c>sort=-name</c> descending.</summary>
[HtmlTargetElement("sort-link", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SortLinkTagHelper : TagHelper
{
    /// <summary>The column as the address writes it.</summary>
    public string Column { get; set; } = "";

    /// <summary>The heading.</summary>
    public string Label { get; set; } = "";

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Draw(ViewContext.HttpContext.Request, Column, Label));
    }

    internal static IHtmlContent Draw(HttpRequest request, string column, string label)
    {
        var sort = request.Query["sort"].ToString();
        var (icon, word, next) = sort == column ? ("arrow-up", "升序", $"-{column}") : sort == $"-{column}" ? ("arrow-down", "降序", column) : ("arrows-sort", "可排序", column);
        return Html($"<a class=\"ce-sort{(sort.TrimStart('-') == column ? " is-sorted" : "")}\" href=\"{request.WithQuery(("sort", next), ("p", null))}\">{label}{Icons.Draw(icon)}<span class=\"visually-hidden\">（{word}）</span></a>");
    }
}

/// <summary>
/// <c>&lt;pager total="…" page="…" size="…" /&gt;</c>: where in a list one is, with links to its other pages. The number goes into the address as <c>p</c>
/// (<c>page</c> is a route value of Razor Pages and would be bound to the page's own path).
/// </summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper : TagHelper
{
    /// <summary>How many lines there are.</summary>
    public long Total { get; set; }

    /// <summary>The page shown, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>Lines a page.</summary>
    public int Size { get; set; } = 20;

    /// <summary>The query parameter that holds the page.</summary>
    public string Query { get; set; } = "p";

    /// <summary>What is counted: 条, 个班, 人.</summary>
    public string Unit { get; set; } = "条";

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Draw());
    }

    internal IHtmlContent Draw()
    {
        var size = Math.Max(1, Size);
        var last = Math.Max(1, (int)((Total + size - 1) / size));
        var page = Math.Clamp(Page, 1, last);
        var from = Total == 0 ? 0 : ((long)(page - 1) * size) + 1;
        var numbers = Enumerable.Range(1, last).Where(n => n == 1 || n == last || Math.Abs(n - page) <= 1).ToList();
        return Html($"""
            <nav class="ce-pager" aria-label="分页">
            <p class="ce-pager-count">共 {Number(Total)} {Unit}{If(last > 1, $"，第 {Number(from)} 至 {Number(Math.Min(Total, (long)page * size))} {Unit}")}</p>
            {If(last > 1, $"<ul>{Step(page - 1, page > 1, "chevron-left", "上一页")}{Join(numbers, n => Number(n, page, gap: n > 1 && !numbers.Contains(n - 1)))}{Step(page + 1, page < last, "chevron-right", "下一页")}</ul>")}
            </nav>
            """);
    }

    private IHtmlContent Number(int number, int page, bool gap) => Html($"""
        {If(gap, $"<li class=\"ce-pager-gap\" aria-hidden=\"true\">…</li>")}<li>{(number == page
            ? Html($"<a class=\"is-current\" aria-current=\"page\" href=\"{AddressOf(number)}\"><span class=\"visually-hidden\">第 </span>{number}<span class=\"visually-hidden\"> 页</span></a>")
            : Html($"<a href=\"{AddressOf(number)}\"><span class=\"visually-hidden\">第 </span>{number}<span class=\"visually-hidden\"> 页</span></a>"))}</li>
        """);

    private IHtmlContent Step(int to, bool can, string icon, string word) => can
        ? Html($"<li><a href=\"{AddressOf(to)}\" rel=\"{(icon == "chevron-left" ? "prev" : "next")}\">{Icons.Draw(icon)}<span class=\"visually-hidden\">{word}</span></a></li>")
        : Html($"<li><span class=\"is-off\">{Icons.Draw(icon)}</span></li>");

    private string AddressOf(int page) => ViewContext.HttpContext.Request.WithQuery((Query, page == 1 ? null : page.ToString(CultureInfo.InvariantCulture)));

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
