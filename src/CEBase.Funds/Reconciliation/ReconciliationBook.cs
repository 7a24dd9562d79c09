using System.Drawing;
using CEBase.Platform.Values;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Funds.Reconciliation;

/// <summary>
/// The reconciliation as a workbook: a summary whose counts and sums are formulas over a sheet for each group, so that whoever corrects a row
/// sees the summary follow.
/// </summary>
internal static class ReconciliationBook
{
    private const string MoneyFormat = "#,##0.00";
    private const string DayFormat = "yyyy-mm-dd";
    private const int HeadRow = 3;
    private static readonly string[] Headings = ["单号", "报销日期", "开支范围", "摘要", "报销金额", "凭证号", "记账日期", "账上摘要", "账上金额", "差额", "核对方式", "说明"];
    private static readonly double[] Widths = [16, 12, 18, 30, 14, 12, 12, 36, 14, 12, 12, 32];

    private static readonly (MatchGroup Group, string Name, string Explains)[] Sheets =
    [
        (MatchGroup.Matched, "相符", "报销单与账上分录金额一致"),
        (MatchGroup.AmountDiffers, "金额不符", "账上有这张单，但金额不同"),
        (MatchGroup.MissingInLedger, "账上没有", "报销单在财务账上没有找到"),
        (MatchGroup.OnlyInLedger, "仅账上有", "账上分录没有对应的报销单"),
        (MatchGroup.Reversed, "冲销", "入账后又冲销的分录，不计入以上各组"),
    ];

    /// <summary>The Chinese name of a group.</summary>
    public static string NameOf(MatchGroup group) => Sheets.First(s => s.Group == group).Name;

    /// <summary>What a group means.</summary>
    public static string ExplanationOf(MatchGroup group) => Sheets.First(s => s.Group == group).Explains;

    /// <summary>The file.</summary>
    /// <param name="result">The outcome.</param>
    /// <param name="note">Which files were compared, and when.</param>
    public static byte[] Write(ReconciliationResult result, string note)
    {
        using var package = new ExcelPackage();
        var summary = package.Workbook.Worksheets.Add("汇总");
        var ends = Sheets.ToDictionary(s => s.Group, s => WriteGroup(package, s.Name, s.Explains, [.. result.In(s.Group)]));
        WriteSummary(summary, note, ends);
        package.Workbook.Calculate();
        return package.GetAsByteArray();
    }

    /// <returns>The last data row; the row above the first when there is none.</returns>
    private static int WriteGroup(ExcelPackage package, string name, string explains, List<Pairing> matches)
    {
        var sheet = package.Workbook.Worksheets.Add(name);
        Title(sheet, $"{name}：{explains}", "");
        for (var i = 0; i < Headings.Length; i++)
        {
            Head(sheet.Cells[HeadRow, i + 1], Headings[i]);
            sheet.Column(i + 1).Width = Widths[i];
        }
        sheet.View.FreezePanes(HeadRow + 1, 2);
        var row = HeadRow;
        foreach (var match in matches)
        {
            for (var i = 0; i < Math.Max(match.Claims.Count, match.Lines.Count); i++)
            {
                row++;
                WriteClaim(sheet, row, match.Claims.ElementAtOrDefault(i));
                WriteLine(sheet, row, match.Lines.ElementAtOrDefault(i));
                Amount(sheet.Cells[row, 10]).Formula = $"E{row}-I{row}";
                sheet.Cells[row, 11].Value = match.Way switch { MatchWay.Number => "单号", MatchWay.AmountAndDay => "金额和日期", _ => "" };
                sheet.Cells[row, 12].Value = match.Remark;
            }
        }
        sheet.Cells[row + 1, 1].Value = "合计";
        foreach (var column in (int[])[5, 9, 10])
        {
            var letter = ExcelCellAddress.GetColumnLetter(column);
            Amount(sheet.Cells[row + 1, column]).Formula = row > HeadRow ? $"SUM({letter}{HeadRow + 1}:{letter}{row})" : "0";
        }
        sheet.Cells[row + 1, 1, row + 1, Headings.Length].Style.Font.Bold = true;
        sheet.Cells[row + 1, 1, row + 1, Headings.Length].Style.Border.Top.Style = ExcelBorderStyle.Thin;
        return row;
    }

    private static void WriteClaim(ExcelWorksheet sheet, int row, ClaimLine? claim)
    {
        if (claim is null)
        {
            return;
        }
        sheet.Cells[row, 1].Value = claim.Number;
        Day(sheet.Cells[row, 2], claim.Day);
        sheet.Cells[row, 3].Value = claim.Use;
        sheet.Cells[row, 4].Value = claim.Description;
        Amount(sheet.Cells[row, 5]).Value = claim.Amount.Yuan;
    }

    private static void WriteLine(ExcelWorksheet sheet, int row, BookLine? line)
    {
        if (line is null)
        {
            return;
        }
        sheet.Cells[row, 6].Value = line.Voucher;
        Day(sheet.Cells[row, 7], line.Day);
        sheet.Cells[row, 8].Value = line.Summary;
        Amount(sheet.Cells[row, 9]).Value = line.Amount.Yuan;
    }

    private static void WriteSummary(ExcelWorksheet sheet, string note, Dictionary<MatchGroup, int> ends)
    {
        Title(sheet, "报销单与财务账对账", note);
        string[] headings = ["分组", "笔数", "报销金额", "账上金额", "差额", "说明"];
        for (var i = 0; i < headings.Length; i++)
        {
            Head(sheet.Cells[HeadRow, i + 1], headings[i]);
            sheet.Column(i + 1).Width = i == 5 ? 40 : 16;
        }
        sheet.View.FreezePanes(HeadRow + 1, 2);
        var row = HeadRow;
        foreach (var (group, name, explains) in Sheets)
        {
            row++;
            var last = Math.Max(ends[group], HeadRow + 1);
            var counted = group is MatchGroup.OnlyInLedger or MatchGroup.Reversed ? "I" : "A";
            sheet.Cells[row, 1].Value = name;
            sheet.Cells[row, 2].Formula = ends[group] > HeadRow ? $"COUNTA('{name}'!{counted}{HeadRow + 1}:{counted}{last})" : "0";
            sheet.Cells[row, 2].Style.Numberformat.Format = "0";
            Amount(sheet.Cells[row, 3]).Formula = $"'{name}'!E{ends[group] + 1}";
            Amount(sheet.Cells[row, 4]).Formula = $"'{name}'!I{ends[group] + 1}";
            Amount(sheet.Cells[row, 5]).Formula = $"C{row}-D{row}";
            sheet.Cells[row, 6].Value = explains;
        }
        sheet.Cells[row + 1, 1].Value = "合计";
        foreach (var letter in (string[])["C", "D", "E"])
        {
            Amount(sheet.Cells[$"{letter}{row + 1}"]).Formula = $"SUM({letter}{HeadRow + 1}:{letter}{row})";
        }
        sheet.Cells[row + 1, 1, row + 1, 6].Style.Font.Bold = true;
    }

    private static void Title(ExcelWorksheet sheet, string title, string note)
    {
        sheet.Cells[1, 1].Value = title;
        sheet.Cells[1, 1].Style.Font.Bold = true;
        sheet.Cells[1, 1].Style.Font.Size = 14;
        sheet.Cells[2, 1].Value = note;
    }

    private static void Head(ExcelRange cell, string text)
    {
        cell.Value = text;
        cell.Style.Font.Bold = true;
        cell.Style.Fill.PatternType = ExcelFillStyle.Solid;
        cell.Style.Fill.BackgroundColor.SetColor(Color.FromArgb(0xE6, 0xEB, 0xF4));
    }

    private static ExcelRange Amount(ExcelRange cell)
    {
        cell.Style.Numberformat.Format = MoneyFormat;
        return cell;
    }

    private static void Day(ExcelRange cell, DateOnly? day)
    {
        if (day is { } known)
        {
            cell.Value = known.ToDateTime(TimeOnly.MinValue);
            cell.Style.Numberformat.Format = DayFormat;
        }
    }
}
