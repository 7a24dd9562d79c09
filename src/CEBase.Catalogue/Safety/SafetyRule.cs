namespace CEBase.Catalogue.Safety;

/// <summary>A class starts when its safety checklist is complete and an emergency plan is there.</summary>
[RestsOn("BJTU:40", How = "安全检查清单逐项完成、应急预案到位之后才能开班，线上班只查适用的项目")]
[RestsOn("BJTU:13", How = "开班前核对安全教育记录和学员手册，缺者须写明理由")]
internal static class SafetyRule
{
    public const string NoChecklist = "safety.no-checklist";
    public const string ItemsOpen = "safety.items-open";
    public const string PlanMissing = "safety.emergency-plan-missing";
    public const string EducationMissing = "safety.education-missing";
    public const string HandbookMissing = "safety.handbook-missing";

    /// <param name="items">The items that apply to the class.</param>
    public static IEnumerable<Finding> CheckChecklist(IReadOnlyList<SafetyItem> items)
    {
        if (items.Count == 0)
        {
            yield return Finding.Review(NoChecklist, "系统里还没有安全检查清单的项目，请管理员导入；本班的安全检查请写明怎样做的。", "BJTU:40");
        }
        var open = items.Where(i => i.Outcome is null).ToList();
        if (open.Count > 0)
        {
            var names = string.Join("、", open.Take(3).Select(i => $"{i.Area}“{i.Text.Split('，', '、')[0]}”"));
            yield return Finding.Block(ItemsOpen, $"安全检查清单还有 {open.Count} 项没有完成：{names}{(open.Count > 3 ? "等" : "")}。请检查后登记，或写明不适用的理由。", "BJTU:40");
        }
    }

    public static IEnumerable<Finding> CheckRecords(IReadOnlyCollection<string> kinds)
    {
        if (!kinds.Contains(SafetyKinds.EmergencyPlan))
        {
            yield return Finding.Block(PlanMissing, "还没有应急预案，请上传预案文件或写明处置办法和联系人。", "BJTU:40");
        }
        if (!kinds.Contains(SafetyKinds.Education))
        {
            yield return Finding.Review(EducationMissing, "还没有安全教育的安排或记录，请登记，或说明何时进行。", "BJTU:13");
        }
        if (!kinds.Contains(SafetyKinds.Handbook))
        {
            yield return Finding.Review(HandbookMissing, "还没有学员手册，请登记手册和发放方式，或说明理由。", "BJTU:13");
        }
    }
}
