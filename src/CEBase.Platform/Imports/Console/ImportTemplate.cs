using System.Drawing;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Platform.Imports.Console;

/// <summary>The empty workbook to fill in: headings, every column as text so that long numbers keep their digits, and a sheet that explains.</summary>
internal static class ImportTemplate
{
    private const int RowsPrepared = 2000;
    private static readonly Color Ink = Color.FromArgb(0x0B, 0x2A, 0x5B);

    public static byte[] Of(ISpreadsheetImport import)
    {
        using var package = new ExcelPackage();
        Fill(package.Workbook.Worksheets.Add(import.Label), import);
        Explain(package.Workbook.Worksheets.Add("填写说明"), import);
        return package.GetAsByteArray();
    }

    private static void Fill(ExcelWorksheet sheet, ISpreadsheetImport import)
    {
        var columns = import.Columns;
        sheet.Cells[1, 1].Value = "带 * 的列必须填写。请从第 3 行起逐行填写，不要改动表头；整列已设为文本格式，证件号码等长数字不会变形。";
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.Cells[2, i + 1].Value = (columns[i].IsRequired ? "*" : "") + columns[i].Label;
            sheet.Cells[3, i + 1, RowsPrepared + 2, i + 1].Style.Numberformat.Format = "@";
            sheet.Column(i + 1).Width = Math.Max(12, columns[i].Label.Length * 3) + (columns[i].IsPersonal ? 10 : 0);
        }
        var head = sheet.Cells[2, 1, 2, columns.Count];
        head.Style.Font.Bold = true;
        head.Style.Font.Color.SetColor(Color.White);
        head.Style.Fill.PatternType = ExcelFillStyle.Solid;
        head.Style.Fill.BackgroundColor.SetColor(Ink);
        sheet.View.FreezePanes(3, 1);
    }

    private static void Explain(ExcelWorksheet sheet, ISpreadsheetImport import)
    {
        string[] headings = ["列名", "是否必填", "怎样填写", "也认得的列名"];
        double[] widths = [18, 10, 50, 50];
        for (var i = 0; i < headings.Length; i++)
        {
            sheet.Cells[1, i + 1].Value = headings[i];
            sheet.Cells[1, i + 1].Style.Font.Bold = true;
            sheet.Column(i + 1).Width = widths[i];
        }
        for (var i = 0; i < import.Columns.Count; i++)
        {
            var column = import.Columns[i];
            sheet.Cells[i + 2, 1].Value = column.Label;
            sheet.Cells[i + 2, 2].Value = column.IsRequired ? "必填" : "选填";
            sheet.Cells[i + 2, 3].Value = column.Hint ?? "";
            sheet.Cells[i + 2, 4].Value = string.Join("、", column.Synonyms);
        }
    }
}
