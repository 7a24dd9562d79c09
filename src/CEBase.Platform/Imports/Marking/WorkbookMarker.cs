using System.Drawing;
using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Imports.Reading;
using CEBase.Platform.Values;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Platform.Imports.Marking;

/// <summary>Marks bad rows in a workbook, keeping its formats; or makes a workbook of a file that was none.</summary>
internal static class WorkbookMarker
{
    private const double NoteWidth = 60;
    private static readonly Color Fill = Color.FromArgb(0xFB, 0xE3, 0xE4);
    private static readonly Color Ink = Color.FromArgb(0xB8, 0x23, 0x2F);

    /// <summary>What the sheet of a rebuilt file is called when the upload has no name for it.</summary>
    public const string NameOfRebuilt = "导入";

    /// <summary>The user's own workbook with the column added.</summary>
    public static byte[] Mark(byte[] original, ImportTable table, IReadOnlyList<BadRow> bad)
    {
        using var package = Open(original, table);
        return Annotated(package, table, bad);
    }

    /// <summary>A new workbook with the cells as text, so that long numbers keep their digits.</summary>
    public static byte[] Rebuild(byte[] original, ImportTable table, IReadOnlyList<BadRow> bad)
    {
        using var package = Rebuilt(original, table);
        return Annotated(package, table, bad);
    }

    /// <summary>The upload to write on. What is no workbook, or has parts that the writer doesn't know, gives its cells without the formats.</summary>
    public static ExcelPackage Open(byte[] original, ImportTable table)
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

    private static byte[] Annotated(ExcelPackage package, ImportTable table, IReadOnlyList<BadRow> bad)
    {
        var sheet = package.Workbook.Worksheets[table.Sheet.Name.Length > 0 ? table.Sheet.Name : NameOfRebuilt];
        Annotate(sheet, table, bad, Math.Max(sheet.Dimension?.End.Column ?? 0, table.Header.Texts.Count));
        return package.GetAsByteArray();
    }

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

    private static void Annotate(ExcelWorksheet sheet, ImportTable table, IReadOnlyList<BadRow> bad, int width)
    {
        var known = table.Header.Texts.ToList().FindIndex(t => t == MarkedFile.Heading);
        var column = known >= 0 ? known + 1 : width + 1;
        if (known >= 0)
        {
            Unmark(sheet, table, column);
        }
        var heading = sheet.Cells[table.Header.LastRow, column];
        heading.Value = MarkedFile.Heading;
        heading.Style.Font.Bold = true;
        heading.Style.Font.Color.SetColor(Ink);
        sheet.Column(column).Width = NoteWidth;
        foreach (var row in bad)
        {
            var line = sheet.Cells[row.Number, 1, row.Number, column];
            line.Style.Fill.PatternType = ExcelFillStyle.Solid;
            line.Style.Fill.BackgroundColor.SetColor(Fill);
            var note = sheet.Cells[row.Number, column];
            note.Value = row.Problem.Sentence;
            note.Style.Font.Color.SetColor(Ink);
        }
    }

    // Rows that were marked in an earlier round lose the mark; fills of the user's own stay.
    private static void Unmark(ExcelWorksheet sheet, ImportTable table, int column)
    {
        var mark = Fill.ToArgb().ToString("X8");
        for (var row = table.Header.LastRow + 1; row <= (sheet.Dimension?.End.Row ?? 0); row++)
        {
            sheet.Cells[row, column].Value = null;
            for (var cell = 1; cell <= column; cell++)
            {
                if (sheet.Cells[row, cell].Style.Fill is { PatternType: ExcelFillStyle.Solid } fill && fill.BackgroundColor.Rgb == mark)
                {
                    fill.PatternType = ExcelFillStyle.None;
                }
            }
        }
    }

    private static double WidthOf(ImportTable table, int column) =>
        table.Sheet.Rows.Take(200).Select(r => r[column].Text.Sum(c => c > 0x2E80 ? 2.1 : 1.1)).DefaultIfEmpty(0).Max() + 2;
}
