using System.Drawing;
using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Imports.Reading;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Platform.Imports.Marking;

/// <summary>Adds columns of what was said about each row.</summary>
internal static class Annotator
{
    private const double WidestColumn = 60;
    private static readonly Color Stop = Color.FromArgb(0xFB, 0xE3, 0xE4);
    private static readonly Color Look = Color.FromArgb(0xFD, 0xF1, 0xDC);
    private static readonly string[] Ours = [Stop.ToArgb().ToString("X8"), Look.ToArgb().ToString("X8")];

    /// <summary>Every record as it was written, in its encoding, with the columns behind.</summary>
    public static byte[] Csv(byte[] original, ImportTable table, IReadOnlyList<string> headings, IReadOnlyDictionary<int, RowAnnotation> rows)
    {
        var csv = CsvText.Of(original);
        var records = csv.Records().ToList();
        var known = table.Header.Texts.ToList();
        var first = headings.Select(h => known.IndexOf(h)).Where(i => i >= 0).DefaultIfEmpty(records.Max(r => r.Fields.Length)).Min();
        var text = new StringBuilder();
        foreach (var (number, fields, raw) in records)
        {
            var ending = raw.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : raw.EndsWith('\n') ? "\n" : raw.EndsWith('\r') ? "\r" : "";
            var added = number == table.Header.LastRow ? headings : rows.GetValueOrDefault(number)?.Values;
            if (added is null)
            {
                text.Append(raw);
                continue;
            }
            if (fields.Length > first)
            {
                text.AppendJoin(csv.Delimiter, fields.Take(first).Select(f => CsvMarker.Quote(f, csv.Delimiter)));
            }
            else
            {
                text.Append(raw.AsSpan(0, raw.Length - ending.Length)).Append(csv.Delimiter, first - fields.Length);
            }
            text.Append(csv.Delimiter).AppendJoin(csv.Delimiter, added.Select(v => CsvMarker.Quote(v, csv.Delimiter))).Append(ending.Length > 0 || number == records[^1].Number ? ending : "\n");
        }
        return csv.Encoding.Encode(text.ToString());
    }

    /// <summary>The user's own workbook, or one made of a file that can't be written.</summary>
    public static byte[] Workbook(byte[] original, ImportTable table, IReadOnlyList<string> headings, IReadOnlyDictionary<int, RowAnnotation> rows)
    {
        using var package = WorkbookMarker.Open(original, table);
        var sheet = package.Workbook.Worksheets[table.Sheet.Name.Length > 0 ? table.Sheet.Name : WorkbookMarker.NameOfRebuilt];
        var known = table.Header.Texts.ToList();
        var next = Math.Max(sheet.Dimension?.End.Column ?? 0, table.Header.Texts.Count) + 1;
        var columns = headings.Select(h => known.IndexOf(h) is >= 0 and var at ? at + 1 : next++).ToList();
        var last = Math.Max(columns.Max(), table.Header.Texts.Count);
        for (var i = 0; i < headings.Count; i++)
        {
            var head = sheet.Cells[table.Header.LastRow, columns[i]];
            head.Value = headings[i];
            head.Style.Font.Bold = true;
            sheet.Column(columns[i]).Width = Math.Min(WidestColumn, Math.Max(12, rows.Values.Select(r => r.Values[i].Length).DefaultIfEmpty(0).Max() * 1.6));
        }
        foreach (var (number, annotation) in rows)
        {
            Fill(sheet.Cells[number, 1, number, last], annotation.Tone);
            for (var i = 0; i < headings.Count; i++)
            {
                sheet.Cells[number, columns[i]].Value = annotation.Values[i];
            }
        }
        return package.GetAsByteArray();
    }

    // A row that was filled in an earlier round loses the fill; fills of the user's own stay where nothing is to be said.
    private static void Fill(ExcelRange row, RowTone tone)
    {
        if (tone != RowTone.Plain)
        {
            row.Style.Fill.PatternType = ExcelFillStyle.Solid;
            row.Style.Fill.BackgroundColor.SetColor(tone == RowTone.Stop ? Stop : Look);
            return;
        }
        foreach (var cell in row)
        {
            if (cell.Style.Fill is { PatternType: ExcelFillStyle.Solid } fill && Ours.Contains(fill.BackgroundColor.Rgb))
            {
                fill.PatternType = ExcelFillStyle.None;
            }
        }
    }
}
