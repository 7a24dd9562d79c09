using CEBase.Platform.Exports;

namespace CEBase.Projects.Plans;

/// <summary>An annual plan as a workbook to be handed in; the totals are formulas, so that a changed figure changes them.</summary>
internal static class PlanExport
{
    private static readonly string[] Headings = ["序号", "项目名称", "任务类型", "办班形式", "开办月份", "期数", "预计人数", "每期学时", "经费预算（元）", "需求调研"];

    public static byte[] Write(AnnualPlan plan, IReadOnlyList<PlanItem> items, string state, DateOnly today)
    {
        using var workbook = new Workbook($"{plan.Year} 年度计划", $"{plan.Year} 年度继续教育培训计划　{plan.UnitName}",
            $"{state}{(plan.FiledOn is { } day ? $"，{day.InTable()} 备案" : "")}{(plan.Revision > 1 ? $"，第 {plan.Revision - 1} 次修订" : "")}。{today.InTable()} 导出。", Headings);
        foreach (var item in items)
        {
            workbook.Add(workbook.Row - Workbook.HeadRow + 1, item.Name, ProjectWords.Tasks.LabelOf(item.Task), ProjectWords.Forms.LabelOf(item.Form), $"{item.Month} 月", item.Runs, item.Headcount,
                item.Hours.Hours, item.Budget, item.SurveyTitle ?? "");
        }
        workbook.Add(null, "合计", null, null, null, Sum("F", "0"), Sum("G", "0"), null, Sum("I", Formula.MoneyFormat), null);
        return workbook.Finish();

        object Sum(string column, string format) =>
            items.Count == 0 ? 0 : new Formula($"SUM({column}{Workbook.HeadRow + 1}:{column}{Workbook.HeadRow + items.Count})", format);
    }
}
