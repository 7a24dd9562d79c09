using System.Net;

namespace CEBase.Platform.Display;

/// <summary>Writes the heading of its column onto every cell of a table, so that a row can stand as a card without its heading row.</summary>
internal static partial class StackedCells
{
    /// <param name="table">Rendered rows of a table with one heading row.</param>
    public static string Label(string table)
    {
        var end = table.IndexOf("</thead>", StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            return table;
        }
        string[] headings = [.. Heading().Matches(table[..end]).Select(m => WebUtility.HtmlDecode(Tag().Replace(Hidden().Replace(m.Groups[1].Value, ""), "")).Trim())];
        return table[..end] + Row().Replace(table[end..], row => LabelRow(row.Value, headings));
    }

    private static string LabelRow(string row, string[] headings)
    {
        var column = 0;
        return Cell().Replace(row, cell =>
        {
            var heading = column < headings.Length ? headings[column] : "";
            var span = Span().Match(cell.Value);
            column += span.Success ? int.Parse(span.Groups[1].Value) : 1;
            // A cell across columns stands under no heading of its own.
            return heading.Length == 0 || span.Success ? cell.Value : $"<{cell.Groups[1].Value} data-label=\"{WebUtility.HtmlEncode(heading)}\"{cell.Groups[2].Value}>";
        });
    }

    [GeneratedRegex("<th\\b[^>]*>(.*?)</th>", RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("<span class=\"visually-hidden\">.*?</span>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<tr\\b.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<(td|th)\\b([^>]*)>")]
    private static partial Regex Cell();

    [GeneratedRegex("colspan=\"(\\d+)\"")]
    private static partial Regex Span();
}
