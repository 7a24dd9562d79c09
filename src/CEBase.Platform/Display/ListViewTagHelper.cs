using CEBase.Platform.Lists;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static CEBase.Platform.Display.Markup;

namespace CEBase.Platform.Display;

/// <summary>
/// <c>&lt;list-view view="Model.View" empty="还没有报销单" icon="receipt"&gt;what to do first&lt;/list-view&gt;</c>: the whole of a list page below its title: filters,
/// table, pages, files to take away, and what belongs there when nothing does.
/// </summary>
[HtmlTargetElement("list-view")]
public sealed class ListViewTagHelper : TagHelper
{
    /// <summary>The list.</summary>
    public ListView View { get; set; } = null!;

    /// <summary>The sentence when the list is empty.</summary>
    public string Empty { get; set; } = "没有符合条件的记录";

    /// <summary>Icon of the empty list.</summary>
    public string Icon { get; set; } = "inbox";

    /// <summary>The page being drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    private HttpRequest Request => ViewContext.HttpContext.Request;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var child = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(Html($"""
            {If(View.Search is not null || View.Filters.Any(f => f.Filter.Kind != ListFilterKind.Hidden), $"{await FilterBarAsync()}")}
            {(View.Rows.Count == 0 ? Blocks.Empty(Icon, Empty, child) : await TableAsync())}
            {If(View.Rows.Count > 0, $"<div class=\"ce-list-foot\">{Pager()}{Exports()}</div>")}
            """));
    }

    private async Task<IHtmlContent> FilterBarAsync()
    {
        var fields = Html($"""
            {If(View.Search is not null, $"<div><label class=\"form-label\" for=\"q\">关键词</label><input class=\"form-control\" type=\"search\" id=\"q\" name=\"q\" value=\"{View.Search?.Typed}\" placeholder=\"{View.Search?.Hint}\"></div>")}
            {Join(View.Filters, Field)}
            """);
        return await Blocks.DrawAsync(new FilterBarTagHelper { Action = Request.PathBase + Request.Path, ViewContext = ViewContext }, fields);
    }

    private IHtmlContent Field(ChosenFilter chosen)
    {
        var (filter, id) = (chosen.Filter, chosen.Filter.Name);
        var label = Html($"<label class=\"form-label\" for=\"{id}\">{filter.Label}</label>");
        return filter.Kind switch
        {
            ListFilterKind.Hidden => If(chosen.Value is not null, $"<input type=\"hidden\" name=\"{id}\" value=\"{chosen.Value}\">"),
            ListFilterKind.Check => Html($"<div><label class=\"form-check\"><input class=\"form-check-input\" type=\"checkbox\" name=\"{id}\" value=\"true\"{If(chosen.Value is not null, $" checked")}><span class=\"form-check-label\">{filter.Label}</span></label></div>"),
            ListFilterKind.Text => Html($"<div>{label}<input class=\"form-control\" type=\"text\" id=\"{id}\" name=\"{id}\" value=\"{chosen.Value}\"></div>"),
            ListFilterKind.Day => Html($"<div>{label}<input class=\"form-control\" type=\"date\" id=\"{id}\" name=\"{id}\" value=\"{chosen.Value}\"></div>"),
            ListFilterKind.Month => Html($"<div>{label}<input class=\"form-control\" type=\"month\" id=\"{id}\" name=\"{id}\" value=\"{chosen.Value}\"></div>"),
            _ => Html($"""
                <div>{label}<select class="form-select" id="{id}" name="{id}"><option value="">全部{Count(chosen.Counts?.Values.Sum())}</option>
                {Join(filter.Options, o => Html($"<option value=\"{o.Value}\"{If(o.Value == chosen.Value, $" selected")}>{o.Label}{Count(chosen.Counts is null || o.Sql is not null ? null : chosen.Counts.GetValueOrDefault(o.Value))}</option>"))}
                </select></div>
                """),
        };
    }

    private static IHtmlContent Count(int? rows) => If(rows is not null, $"（{rows}）");

    private Task<IHtmlContent> TableAsync()
    {
        var headings = Join(View.Headings, h => Html($"<th scope=\"col\"{If(h.IsNumber, $" class=\"text-end\"")}>{(h.Sort is null ? Html($"{h.Label}") : SortLinkTagHelper.Draw(Request, h.Sort, h.Label))}</th>"));
        var rows = Join(View.Rows, row => Html($"<tr>{Join(row.Zip(View.Headings), cell => Cell(cell.First, cell.Second))}</tr>"));
        return Blocks.DrawAsync(new DataTableTagHelper { Label = View.Title, Stacked = View.IsStacked }, Html($"<thead><tr>{headings}</tr></thead><tbody>{rows}</tbody>"));
    }

    private static IHtmlContent Cell(ListCell cell, ListHeading heading)
    {
        var css = string.Join(' ', new[]
        {
            heading.IsNumber ? "text-end" : cell.Place == CellPlace.Head || cell.IsText ? "" : "text-nowrap",
            cell.Place switch { CellPlace.Head => "ce-name ce-stack-head", CellPlace.Line => "ce-stack-line", CellPlace.Side => "ce-stack-side", CellPlace.Skip => "ce-stack-skip", _ => "" },
            cell.IsAlarming ? "text-danger" : "",
        }.Where(part => part.Length > 0));
        var value = cell.Value switch { StateDefinition state => Badges.Draw(state), IHtmlContent html => html, var other => Html($"{ListValues.Text(other)}") };
        return Html($"<td{If(css.Length > 0, $" class=\"{css}\"")} data-label=\"{heading.Label}\">{(cell.Link is null ? value : Html($"<a href=\"{cell.Link}\">{value}</a>"))}{If(cell.Detail is { Length: > 0 }, $"<div class=\"text-secondary\">{cell.Detail}</div>")}</td>");
    }

    private IHtmlContent Pager()
    {
        var pager = new PagerTagHelper { Total = View.Total, Page = View.Page, Size = View.Size, Unit = View.Unit, ViewContext = ViewContext };
        return pager.Draw();
    }

    private IHtmlContent Exports() => If(View.IsExported, $"<p class=\"ce-list-files\">导出：<a href=\"{ExportAddress("xlsx")}\">.xlsx</a><a href=\"{ExportAddress("csv")}\">.csv</a></p>");

    private string ExportAddress(string format) => Request.WithQuery(("handler", "Export"), ("format", format), ("p", null));
}
