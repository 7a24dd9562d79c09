using System.Net;
using System.Text;

namespace CEBase.Catalogue;

/// <summary>Writes tables and pages for archives: plain formats that outlive the program.</summary>
internal static class ArchiveText
{
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);

    public static byte[] Csv(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder().AppendJoin(',', headings.Select(Cell)).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(value => Cell(Word(value)))).Append("\r\n");
        }
        // Excel reads UTF-8 only with the mark.
        return [.. WithMark.GetPreamble(), .. WithMark.GetBytes(text.ToString())];
    }

    public static byte[] Page(string title, IEnumerable<(string Label, string Text)> parts)
    {
        var html = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{Html(title)}</title></head>\n<body><h1>{Html(title)}</h1>\n");
        foreach (var (label, text) in parts.Where(p => p.Text.Length > 0))
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Html(label)}</h2>\n<p>{Html(text).ReplaceLineEndings("<br>\n")}</p>\n");
        }
        return Encoding.UTF8.GetBytes(html.Append("</body></html>\n").ToString());
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static string Word(object? value) => value switch
    {
        null => "",
        DateOnly day => day.InTable(),
        DateTimeOffset instant => instant.InTable(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // What people typed must not run as a formula when the table is opened in a spreadsheet program.
    private static string Cell(string field)
    {
        var safe = field.Length > 0 && "=+-@\t".Contains(field[0]) && !decimal.TryParse(field, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? "'" + field : field;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"")}\"" : safe;
    }
}
