using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Funds.Reconciliation;

/// <summary>The first sheet: counts and sums of each group, the way from our sum to the ledger's, differences with their reasons, what isn't counted, and who signed.</summary>
internal static class StatementSheet
{
    private const int Columns = 6;
    private const int HeadRow = ReconciliationWorkbook.HeadRow;

    /// <summary>Writes it.</summary>
    /// <param name="sheet">An empty sheet.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="ends">The last data row of each group's sheet; the row above the first when there is none.</param>
    public static void Write(ExcelWorksheet sheet, ReconciliationStatement statement, IReadOnlyDictionary<(Part, MatchGroup), int> ends)
    {
        BookCells.Title(sheet, $"{statement.Base}与财务处对账表", string.Join("　", new[] { statement.Period.Length > 0 ? $"期间：{statement.Period}" : "", statement.Note }.Where(t => t.Length > 0)));
        for (var i = 1; i <= Columns; i++)
        {
            sheet.Column(i).Width = i == Columns ? 48 : i == 1 ? 24 : 16;
        }
        sheet.View.FreezePanes(HeadRow + 1, 1);
        var row = HeadRow;
        foreach (var part in statement.Parts)
        {
            row = WriteGroups(sheet, row, part, ends) + 2;
            row = WriteBalance(sheet, row, part) + 2;
        }
        row = WriteDifferences(sheet, row, statement);
        row = WriteAside(sheet, row, statement);
        WriteSignatures(sheet, row + 1, statement);
        sheet.PrinterSettings.Orientation = eOrientation.Landscape;
        sheet.PrinterSettings.FitToPage = true;
        sheet.PrinterSettings.FitToHeight = 0;
    }

    /// <returns>The row of the totals.</returns>
    private static int WriteGroups(ExcelWorksheet sheet, int head, StatementPart part, IReadOnlyDictionary<(Part, MatchGroup), int> ends)
    {
        Heads(sheet, head, $"{part.Label}分组", "笔数", "基地金额", "账上金额", "差额", "说明");
        var row = head;
        foreach (var (group, name, explains) in ReconciliationWorkbook.Groups)
        {
            row++;
            var (source, end) = (ReconciliationWorkbook.SheetOf(part.Part, group), ends[(part.Part, group)]);
            var counted = group is MatchGroup.OnlyInLedger or MatchGroup.Reversed ? "I" : "A";
            sheet.Cells[row, 1].Value = name;
            sheet.Cells[row, 2].Formula = end > HeadRow ? $"COUNTA('{source}'!{counted}{HeadRow + 1}:{counted}{end})" : "0";
            sheet.Cells[row, 2].Style.Numberformat.Format = "0";
            BookCells.Amount(sheet.Cells[row, 3]).Formula = $"'{source}'!E{end + 1}";
            BookCells.Amount(sheet.Cells[row, 4]).Formula = $"'{source}'!I{end + 1}";
            BookCells.Amount(sheet.Cells[row, 5]).Formula = $"C{row}-D{row}";
            sheet.Cells[row, 6].Value = explains;
        }
        row++;
        sheet.Cells[row, 1].Value = "合计";
        foreach (var letter in (string[])["C", "D", "E"])
        {
            BookCells.Amount(sheet.Cells[$"{letter}{row}"]).Formula = $"SUM({letter}{head + 1}:{letter}{row - 1})";
        }
        sheet.Cells[row, 1, row, Columns].Style.Font.Bold = true;
        return row;
    }

    /// <summary>Reads the groups above it: they stand in the order of <see cref="ReconciliationWorkbook.Groups"/>, with the totals below.</summary>
    private static int WriteBalance(ExcelWorksheet sheet, int head, StatementPart part)
    {
        int At(MatchGroup group) => head - 2 - ReconciliationWorkbook.Groups.Count + ReconciliationWorkbook.Groups.TakeWhile(g => g.Group != group).Count();
        var total = head - 2;
        (string Label, string Formula)[] lines =
        [
            ($"基地账面{part.Label}", $"C{total}"),
            ("加：仅账上有", $"D{At(MatchGroup.OnlyInLedger)}"),
            ("减：账上没有", $"C{At(MatchGroup.MissingInLedger)}"),
            ("加：金额不符（账上减基地）", $"-E{At(MatchGroup.AmountDiffers)}"),
            ("调节后", $"C{head + 1}+C{head + 2}-C{head + 3}+C{head + 4}"),
            ($"财务账{part.Label}", $"D{total}"),
        ];
        Heads(sheet, head, "余额调节", "", "金额");
        for (var i = 0; i < lines.Length; i++)
        {
            sheet.Cells[head + 1 + i, 1].Value = lines[i].Label;
            BookCells.Amount(sheet.Cells[head + 1 + i, 3]).Formula = lines[i].Formula;
            sheet.Cells[head + 1 + i, 1, head + 1 + i, 3].Style.Font.Bold = i >= lines.Length - 2;
        }
        return head + lines.Length;
    }

    private static int WriteDifferences(ExcelWorksheet sheet, int head, ReconciliationStatement statement)
    {
        Heads(sheet, head, "未达和差异", "分组", "基地金额", "账上金额", "差额", "原因");
        var row = head;
        foreach (var match in statement.Parts.SelectMany(p => p.Result.Matches.Where(m => m.Group is MatchGroup.AmountDiffers or MatchGroup.MissingInLedger or MatchGroup.OnlyInLedger)))
        {
            row++;
            sheet.Cells[row, 1].Value = string.Join("、", match.Claims.Select(c => c.Number).Concat(match.Lines.Select(l => l.Voucher)).Where(t => t.Length > 0));
            sheet.Cells[row, 2].Value = ReconciliationWorkbook.NameOf(match.Group);
            BookCells.Amount(sheet.Cells[row, 3]).Value = match.Claims.Sum(c => c.Amount).Yuan;
            BookCells.Amount(sheet.Cells[row, 4]).Value = match.Lines.Sum(l => l.Amount).Yuan;
            BookCells.Amount(sheet.Cells[row, 5]).Formula = $"C{row}-D{row}";
            sheet.Cells[row, 6].Value = match.Explanation.Length > 0 ? match.Explanation : match.Remark;
            sheet.Cells[row, 6].Style.WrapText = true;
        }
        return row + 2;
    }

    private static int WriteAside(ExcelWorksheet sheet, int head, ReconciliationStatement statement)
    {
        if (statement.Aside.Count == 0)
        {
            return head;
        }
        Heads(sheet, head, "未计入（明细见“未计入”表）", "笔数", "金额");
        var row = head;
        foreach (var reason in statement.AsideByReason)
        {
            row++;
            sheet.Cells[row, 1].Value = reason.Key;
            sheet.Cells[row, 2].Value = reason.Count();
            BookCells.Amount(sheet.Cells[row, 3]).Value = reason.Sum(a => a.Amount).Yuan;
        }
        return row + 2;
    }

    private static void WriteSignatures(ExcelWorksheet sheet, int row, ReconciliationStatement statement)
    {
        foreach (var signature in statement.Signatures)
        {
            sheet.Cells[row, 1].Value = $"{signature.Role}签字：{signature.Name}";
            sheet.Cells[row, 3].Value = $"日期：{signature.Day?.InTable()}";
            sheet.Cells[row, 5].Value = "（盖章处）";
            sheet.Row(row).Height = 36;
            sheet.Cells[row, 1, row, Columns].Style.Border.Bottom.Style = ExcelBorderStyle.Thin;
            row++;
        }
    }

    private static void Heads(ExcelWorksheet sheet, int row, params string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            BookCells.Head(sheet.Cells[row, i + 1], texts[i]);
        }
    }
}
