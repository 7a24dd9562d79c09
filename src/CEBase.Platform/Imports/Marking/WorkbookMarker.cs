using System.Drawing;
using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Imports.Reading;
using CEBase.Platform.Values;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Platform.Imports.Marking;

/// <summary>Marks rows in a workbook, keeping its formats; or makes a workbook of a file that was none.</summary>
internal static class WorkbookMarker
{
    private const double WidestColumn = 60;

    /// <summary>What the sheet of a rebuilt file is called when the upload has no name for it.</summary>
    private const string NameOfRebuilt = "导入";

    private static readonly Color Stop = Color.FromArgb(0xFB, 0xE3, 0xE4);
    private static readonly Color Look = Color.FromArgb(0xFD, 0xF1, 0xDC);
    private static readonly Color Ink = Color.FromArgb(0xB8, 0x23, 0x2F);
    private static readonly string Red = Ink.ToArgb().ToString("X8");
    private static readonly string[] Ours = [Stop.ToArgb().ToString("X8"), Look.ToArgb().ToString("X8")];

    /// <summary>The user's own workbook with the columns added, or one made of a file that can't be written.</summary>
    public static byte[] Mark(byte[] original, ImportTable table, Marks marks)
    {
        using var package = Open(original, table);
        var sheet = package.Workbook.Worksheets[table.Sheet.Name.Length > 0 ? table.Sheet.Name : NameOfRebuilt];
        var columns = marks.Places(table, sheet.Dimension?.End.Column ?? 0).Select(p => p + 1).ToList();
        var last = Math.Max(columns.Max(), table.Header.Texts.Count);
        if (columns.Any(c => c <= table.Header.Texts.Count))
        {
            Unmark(sheet, table, columns, last);
        }
        for (var i = 0; i < columns.Count; i++)
        {
            var head = sheet.Cells[table.Header.LastRow, columns[i]];
            head.Value = marks.Headings[i];
            head.Style.Font.Bold = true;
            sheet.Column(columns[i]).Width = Math.Min(WidestColumn, Math.Max(12, marks.Rows.Values.Select(r => r.Values[i].Length).DefaultIfEmpty(0).Max() * 1.6));
        }
        foreach (var (number, mark) in marks.Rows)
        {
            if (mark.Tone != RowTone.Plain)
            {
                var fill = sheet.Cells[number, 1, number, last].Style.Fill;
                fill.PatternType = ExcelFillStyle.Solid;
                fill.BackgroundColor.SetColor(mark.Tone == RowTone.Stop ? Stop : Look);
            }
            for (var i = 0; i < columns.Count; i++)
            {
                var cell = sheet.Cells[number, columns[i]];
                cell.Value = mark.Values[i];
                if (mark.Tone == RowTone.Stop)
                {
                    cell.Style.Font.Color.SetColor(Ink);
                }
            }
        }
        return package.GetAsByteArray();
    }

    /// <summary>The upload to write on. What is no workbook, or has parts that the writer doesn't know, gives its cells without the formats.</summary>
    private static ExcelPackage Open(byte[] original, ImportTable table)
    {
        if (table.Sheet.Kind != Files.FileKinds.Workbook)
        {
            return Rebuilt(original, table);
        }
        try
        {
            var package = new ExcelPackage(new MemoryStream(original));
            _ = package.Workbook.Worksheets.Count;
            return package;
        }
        catch (Exception unloadable) when (unloadable is not OutOfMemoryException)
        {
            return Rebuilt(original, table);
        }
    }

    /// <summary>A new workbook with the cells as text, so that long numbers keep their digits.</summary>
    private static ExcelPackage Rebuilt(byte[] original, ImportTable table)
    {
        var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add(table.Sheet.Name.Length > 0 ? table.Sheet.Name : NameOfRebuilt);
        var rows = table.Sheet.Kind == Files.FileKinds.Csv
            ? CsvText.Of(original).Records().Select(r => (r.Number, Texts: r.Fields.Select(f => f.Trim('\t', ' ', '\u00A0'))))
            : table.Sheet.Rows.Select(r => (r.Number, Texts: r.Cells.Select(c => c.Text)));
        var width = 0;
        foreach (var (number, texts) in rows)
        {
            var column = 0;
            foreach (var text in texts)
            {
                column++;
                if (text.Length > 0)
                {
                    sheet.Cells[number, column].Value = text;
                }
            }
            width = Math.Max(width, column);
        }
        for (var column = 1; column <= width; column++)
        {
            sheet.Column(column).Style.Numberformat.Format = "@";
            sheet.Column(column).Width = Math.Clamp(WidthOf(table, column - 1), 8, 40);
        }
        sheet.Cells[table.Header.FirstRow, 1, table.Header.LastRow, width].Style.Font.Bold = true;
        sheet.View.FreezePanes(table.Header.LastRow + 1, 1);
        return package;
    }

    // Rows that were marked in an earlier round lose the mark; fills of the user's own stay.
    private static void Unmark(ExcelWorksheet sheet, ImportTable table, IReadOnlyList<int> columns, int last)
    {
        for (var row = table.Header.LastRow + 1; row <= (sheet.Dimension?.End.Row ?? 0); row++)
        {
            foreach (var column in columns)
            {
                sheet.Cells[row, column].Value = null;
                if (sheet.Cells[row, column].Style.Font.Color.Rgb == Red)
                {
                    sheet.Cells[row, column].Style.Font.Color.SetColor(Color.Black);
                }
            }
            foreach (var cell in Enumerable.Range(1, last).Select(column => sheet.Cells[row, column]))
            {
                if (cell.Style.Fill is { PatternType: ExcelFillStyle.Solid } fill && Ours.Contains(fill.BackgroundColor.Rgb))
                {
                    fill.PatternType = ExcelFillStyle.None;
                }
            }
        }
    }

    private static double WidthOf(ImportTable table, int column) =>
        table.Sheet.Rows.Take(200).Select(r => r[column].Text.Sum(c => c > 0x2E80 ? 2.1 : 1.1)).DefaultIfEmpty(0).Max() + 2;
}
