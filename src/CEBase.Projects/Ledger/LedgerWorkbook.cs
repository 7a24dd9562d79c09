using CEBase.Projects.Templates;
using OfficeOpenXml;

namespace CEBase.Projects.Ledger;

/// <summary>The contract ledger as a workbook: one line a contract, totals as formulas so that they follow what is filtered or corrected.</summary>
internal static class LedgerWorkbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int HeadRow = 3;

    private static readonly (string Heading, double Width)[] Columns =
    [
        ("合同编号", 12), ("项目编号", 12), ("项目名称", 36), ("委托单位", 28), ("统一社会信用代码", 22), ("类别", 10), ("状态", 14), ("签订日", 12), ("开始日", 12), ("结束日", 12),
        ("人数", 8), ("签订金额（元）", 16), ("现金额（元）", 16), ("已开具应收（元）", 16), ("到账（元）", 16), ("开票（元）", 16), ("变更次数", 10), ("待签变更", 10),
    ];

    public static byte[] Make(IReadOnlyList<ContractLine> lines, string note)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add("合同台账");
        sheet.Cells[1, 1].Value = "合同台账";
        sheet.Cells[1, 1].Style.Font.Bold = true;
        sheet.Cells[1, 1].Style.Font.Size = 14;
        sheet.Cells[2, 1].Value = note;
        for (var i = 0; i < Columns.Length; i++)
        {
            sheet.Cells[HeadRow, i + 1].Value = Columns[i].Heading;
            sheet.Column(i + 1).Width = Columns[i].Width;
        }
        sheet.Cells[HeadRow, 1, HeadRow, Columns.Length].Style.Font.Bold = true;
        sheet.View.FreezePanes(HeadRow + 1, 2);
        var row = HeadRow;
        foreach (var l in lines)
        {
            row++;
            object?[] values =
            [
                l.Number, l.ProjectNumber, l.ProjectName, l.ClientName, l.ClientCode, l.Kind.Label(), l.StateDefinition.Label, l.SignedOn?.InTable(), l.StartsOn.InTable(),
                l.EndsOn.InTable(), l.Headcount, l.FirstPrice.Yuan, l.Price.Yuan, l.Income.Billed.Yuan, l.Income.Received.Yuan, l.Income.Invoiced.Yuan, l.Amendments, l.HasOpenAmendment ? "有" : "",
            ];
            for (var i = 0; i < values.Length; i++)
            {
                sheet.Cells[row, i + 1].Value = values[i];
            }
        }
        if (lines.Count > 0)
        {
            row++;
            sheet.Cells[row, 1].Value = "合计";
            foreach (var column in new[] { 11, 12, 13, 14, 15, 16, 17 })
            {
                sheet.Cells[row, column].Formula = $"SUBTOTAL(9,{ExcelCellBase.GetAddress(HeadRow + 1, column)}:{ExcelCellBase.GetAddress(row - 1, column)})";
            }
            sheet.Cells[row, 1, row, Columns.Length].Style.Font.Bold = true;
            sheet.Cells[HeadRow, 1, row - 1, Columns.Length].AutoFilter = true;
        }
        sheet.Cells[HeadRow + 1, 12, Math.Max(row, HeadRow + 1), 16].Style.Numberformat.Format = "#,##0.00";
        package.Workbook.Calculate();
        return package.GetAsByteArray();
    }
}
