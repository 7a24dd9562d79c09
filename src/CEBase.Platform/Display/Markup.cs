using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;

namespace CEBase.Platform.Display;

/// <summary>How the building blocks write HTML: what is interpolated is encoded, other blocks go in as they are.</summary>
internal static class Markup
{
    public static IHtmlContent Html(FormattableString text) => new HtmlFormattableString(text.Format, text.GetArguments());

    public static IHtmlContent If(bool condition, FormattableString text) => condition ? Html(text) : HtmlString.Empty;

    public static IHtmlContent Join<T>(IEnumerable<T> items, Func<T, IHtmlContent> draw)
    {
        var all = new HtmlContentBuilder();
        foreach (var item in items)
        {
            all.AppendHtml(draw(item));
        }
        return all;
    }

    /// <summary>The address of this very list with one thing changed; null takes it out.</summary>
    public static string WithQuery(this HttpRequest request, params (string Key, string? Value)[] changes)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => changes.All(change => !string.Equals(change.Key, pair.Key, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(pair => pair.Value.Where(value => !string.IsNullOrEmpty(value)), (pair, value) => KeyValuePair.Create(pair.Key, value!)));
        foreach (var (key, value) in changes.Where(change => change.Value is not null))
        {
            query.Add(key, value!);
        }
        return $"{request.PathBase}{request.Path}{query.ToQueryString()}";
    }
}
