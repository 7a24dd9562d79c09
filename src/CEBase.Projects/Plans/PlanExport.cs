using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Projects.Plans;

/// <summary>An annual plan as a workbook to be handed in; the totals are formulas, so that a changed figure changes them.</summary>
internal static class PlanExport
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int HeadRow = 3;

    private static readonly (string Heading, double Width)[] Columns =
        [("序号", 6), ("项目名称", 40), ("任务类型", 24), ("办班形式", 20), ("开办月份", 10), ("期数", 8), ("预计人数", 10), ("每期学时", 10), ("经费预算（元）", 16), ("需求调研", 36)];

    public static byte[] Write(AnnualPlan plan, IReadOnlyList<PlanItem> items, string state, DateOnly today)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add($"{plan.Year} 年度计划");
        sheet.Cells[1, 1].Value = $"{plan.Year} 年度继续教育培训计划　{plan.UnitName}";
        sheet.Cells[1, 1].Style.Font.Bold = true;
        sheet.Cells[1, 1].Style.Font.Size = 14;
        sheet.Cells[2, 1].Value = $"{state}{(plan.FiledOn is { } day ? $"，{day.InTable()} 备案" : "")}{(plan.Revision > 1 ? $"，第 {plan.Revision - 1} 次修订" : "")}。{today.InTable()} 导出。";
        for (var c = 0; c < Columns.Length; c++)
        {
            sheet.Column(c + 1).Width = Columns[c].Width;
            var head = sheet.Cells[HeadRow, c + 1];
            head.Value = Columns[c].Heading;
            head.Style.Font.Bold = true;
            head.Style.Border.Bottom.Style = ExcelBorderStyle.Thin;
        }
        var row = HeadRow;
        foreach (var item in items)
        {
            row++;
            object[] cells =
            [
                row - HeadRow, item.Name, ProjectWords.Tasks.LabelOf(item.Task), ProjectWords.Forms.LabelOf(item.Form), $"{item.Month} 月", item.Runs, item.Headcount, item.Hours.Hours,
                item.Budget.Yuan, item.SurveyTitle ?? "",
            ];
            for (var c = 0; c < cells.Length; c++)
            {
                sheet.Cells[row, c + 1].Value = cells[c];
            }
            sheet.Cells[row, 8].Style.Numberformat.Format = "0.0";
            sheet.Cells[row, 9].Style.Numberformat.Format = "#,##0.00";
        }
        var total = row + 1;
        sheet.Cells[total, 2].Value = "合计";
        foreach (var column in new[] { 6, 7, 9 })
        {
            var letter = ExcelCellAddress.GetColumnLetter(column);
            sheet.Cells[total, column].Formula = items.Count == 0 ? "0" : $"SUM({letter}{HeadRow + 1}:{letter}{row})";
        }
        sheet.Cells[total, 9].Style.Numberformat.Format = "#,##0.00";
        sheet.Cells[total, 1, total, Columns.Length].Style.Font.Bold = true;
        sheet.Cells[total, 1, total, Columns.Length].Style.Border.Top.Style = ExcelBorderStyle.Thin;
        sheet.View.FreezePanes(HeadRow + 1, 3);
        package.Workbook.Calculate();
        return package.GetAsByteArray();
    }
}
