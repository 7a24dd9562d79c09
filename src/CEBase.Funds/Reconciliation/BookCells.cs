using System.Drawing;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Funds.Reconciliation;

/// <summary>How cells of the workbook look.</summary>
internal static class BookCells
{
    private const string MoneyFormat = "#,##0.00";
    private const string DayFormat = "yyyy-mm-dd";

    /// <summary>The two lines above the headings.</summary>
    public static void Title(ExcelWorksheet sheet, string title, string note)
    {
        sheet.Cells[1, 1].Value = title;
        sheet.Cells[1, 1].Style.Font.Bold = true;
        sheet.Cells[1, 1].Style.Font.Size = 14;
        sheet.Cells[2, 1].Value = note;
    }

    /// <summary>A heading.</summary>
    public static void Head(ExcelRange cell, string text)
    {
        cell.Value = text;
        cell.Style.Font.Bold = true;
        cell.Style.Fill.PatternType = ExcelFillStyle.Solid;
        cell.Style.Fill.BackgroundColor.SetColor(Color.FromArgb(0xE6, 0xEB, 0xF4));
    }

    /// <summary>An amount in yuan.</summary>
    public static ExcelRange Amount(ExcelRange cell)
    {
        cell.Style.Numberformat.Format = MoneyFormat;
        return cell;
    }

    /// <summary>A day; nothing where it isn't known.</summary>
    public static void Day(ExcelRange cell, DateOnly? day)
    {
        if (day is { } known)
        {
            cell.Value = known.ToDateTime(TimeOnly.MinValue);
            cell.Style.Numberformat.Format = DayFormat;
        }
    }
}
