using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Funds.Reconciliation;

/// <summary>
/// The reconciliation as a workbook: a statement whose counts and sums are formulas over a sheet for each group, so that whoever corrects a row
/// sees the statement follow, and a sheet of what isn't compared.
/// </summary>
internal static class ReconciliationWorkbook
{
    /// <summary>Row of the headings in every sheet; data begins below.</summary>
    public const int HeadRow = 3;

    private const string AsideSheet = "未计入";
    private static readonly string[] Headings = ["单号", "报销日期", "开支范围", "摘要", "报销金额", "凭证号", "记账日期", "账上摘要", "账上金额", "差额", "核对方式", "说明", "差异原因", "结转自"];
    private static readonly double[] Widths = [16, 12, 18, 30, 14, 12, 12, 36, 14, 12, 12, 32, 32, 20];

    /// <summary>The groups in their order.</summary>
    public static IReadOnlyList<(MatchGroup Group, string Name, string Explains)> Groups { get; } =
    [
        (MatchGroup.Matched, "相符", "报销单与账上分录金额一致"),
        (MatchGroup.AmountDiffers, "金额不符", "账上有这张单，但金额不同"),
        (MatchGroup.MissingInLedger, "账上没有", "报销单在财务账上没有找到"),
        (MatchGroup.OnlyInLedger, "仅账上有", "账上分录没有对应的报销单"),
        (MatchGroup.Reversed, "冲销", "入账后又冲销的分录，不计入以上各组"),
    ];

    /// <summary>The Chinese name of a group.</summary>
    public static string NameOf(MatchGroup group) => Groups.First(s => s.Group == group).Name;

    /// <summary>What a group means.</summary>
    public static string ExplanationOf(MatchGroup group) => Groups.First(s => s.Group == group).Explains;

    /// <summary>The sheet of a group.</summary>
    public static string SheetOf(Part part, MatchGroup group) => part == Part.Expense ? NameOf(group) : $"收入-{NameOf(group)}";

    /// <summary>The file.</summary>
    public static byte[] Write(ReconciliationStatement statement)
    {
        using var package = new ExcelPackage();
        var summary = package.Workbook.Worksheets.Add("汇总");
        var ends = new Dictionary<(Part, MatchGroup), int>();
        foreach (var part in statement.Parts)
        {
            foreach (var (group, _, explains) in Groups)
            {
                ends[(part.Part, group)] = WriteGroup(package, SheetOf(part.Part, group), explains, [.. part.Result.In(group)]);
            }
        }
        WriteAside(package, statement.Aside);
        StatementSheet.Write(summary, statement, ends);
        package.Workbook.Calculate();
        return package.GetAsByteArray();
    }

    /// <returns>The last data row; the row above the first when there is none.</returns>
    private static int WriteGroup(ExcelPackage package, string name, string explains, List<Pairing> matches)
    {
        var sheet = package.Workbook.Worksheets.Add(name);
        BookCells.Title(sheet, $"{name}：{explains}", "");
        for (var i = 0; i < Headings.Length; i++)
        {
            BookCells.Head(sheet.Cells[HeadRow, i + 1], Headings[i]);
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
                BookCells.Amount(sheet.Cells[row, 10]).Formula = $"E{row}-I{row}";
                sheet.Cells[row, 11].Value = match.Way.Label();
                sheet.Cells[row, 12].Value = match.Remark + (match.IsConfirmed ? "，已有人确认" : "");
                sheet.Cells[row, 13].Value = match.Explanation;
                sheet.Cells[row, 14].Value = match.Claims.ElementAtOrDefault(i)?.Carried?.Origin ?? match.Lines.ElementAtOrDefault(i)?.Carried?.Origin;
            }
        }
        sheet.Cells[row + 1, 1].Value = "合计";
        foreach (var column in (int[])[5, 9, 10])
        {
            var letter = ExcelCellAddress.GetColumnLetter(column);
            BookCells.Amount(sheet.Cells[row + 1, column]).Formula = row > HeadRow ? $"SUM({letter}{HeadRow + 1}:{letter}{row})" : "0";
        }
        sheet.Cells[row + 1, 1, row + 1, Headings.Length].Style.Font.Bold = true;
        sheet.Cells[row + 1, 1, row + 1, Headings.Length].Style.Border.Top.Style = ExcelBorderStyle.Thin;
        return row;
    }

    private static void WriteClaim(ExcelWorksheet sheet, int row, OwnEntry? claim)
    {
        if (claim is null)
        {
            return;
        }
        sheet.Cells[row, 1].Value = claim.Number;
        BookCells.Day(sheet.Cells[row, 2], claim.Day);
        sheet.Cells[row, 3].Value = claim.Use;
        sheet.Cells[row, 4].Value = claim.Description;
        BookCells.Amount(sheet.Cells[row, 5]).Value = claim.Amount.Yuan;
    }

    private static void WriteLine(ExcelWorksheet sheet, int row, BookLine? line)
    {
        if (line is null)
        {
            return;
        }
        sheet.Cells[row, 6].Value = line.Voucher;
        BookCells.Day(sheet.Cells[row, 7], line.Day);
        sheet.Cells[row, 8].Value = line.Summary;
        BookCells.Amount(sheet.Cells[row, 9]).Value = line.Amount.Yuan;
    }

    private static void WriteAside(ExcelPackage package, IReadOnlyList<AsideLine> aside)
    {
        var sheet = package.Workbook.Worksheets.Add(AsideSheet);
        BookCells.Title(sheet, "未计入：文件里没有参加核对的各笔和原因", "");
        string[] headings = ["出自", "行", "日期", "单号或凭证号", "摘要", "金额", "原因"];
        double[] widths = [10, 8, 12, 18, 40, 16, 36];
        for (var i = 0; i < headings.Length; i++)
        {
            BookCells.Head(sheet.Cells[HeadRow, i + 1], headings[i]);
            sheet.Column(i + 1).Width = widths[i];
        }
        sheet.View.FreezePanes(HeadRow + 1, 1);
        var row = HeadRow;
        foreach (var line in aside)
        {
            row++;
            sheet.Cells[row, 1].Value = line.Book;
            sheet.Cells[row, 2].Value = line.Row > 0 ? line.Row : null;
            BookCells.Day(sheet.Cells[row, 3], line.Day);
            sheet.Cells[row, 4].Value = line.Number;
            sheet.Cells[row, 5].Value = line.Summary;
            BookCells.Amount(sheet.Cells[row, 6]).Value = line.Amount.Yuan;
            sheet.Cells[row, 7].Value = line.Reason;
        }
    }
}
