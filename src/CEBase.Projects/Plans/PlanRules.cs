namespace CEBase.Projects.Plans;

/// <summary>A plan has items, each on a survey of the need, and names that may be used.</summary>
[RestsOn("NPU:16", How = "年度计划的每个条目关联需求调研：方式、样本、结论和材料")]
internal static class PlanRule
{
    public const string Empty = "plan.empty";
    public const string SurveyMissing = "plan.survey-missing";

    public static IEnumerable<Finding> Check(IReadOnlyList<PlanItem> items)
    {
        if (items.Count == 0)
        {
            yield return Finding.Block(Empty, "计划里还没有条目。", "NPU:16");
        }
        var bare = items.Where(i => i.SurveyId is null).Select(i => i.Name).ToList();
        if (bare.Count > 0)
        {
            yield return Finding.Review(SurveyMissing, $"这些条目没有关联需求调研：{string.Join("、", bare)}。请补上，或说明需求从何而来。", "NPU:16");
        }
    }
}

/// <summary>Fit of a project with its unit's filed plan.</summary>
[RestsOn("BJTU:5", How = "不在已备案年度计划里的项目，提交和批准时须写明理由")]
internal static class PlanFitRule
{
    public const string NotInPlan = "plan.not-in-plan";
    public const string NotFiled = "plan.not-filed";
    public const string OtherPlan = "plan.other-plan";

    public static IEnumerable<Finding> Check(long unitId, int year, PlanItem? item)
    {
        if (item is null)
        {
            yield return Finding.Review(NotInPlan, "项目不在年度计划里，请说明临时增加的原因。", "BJTU:5");
            yield break;
        }
        if (!item.IsFiled)
        {
            yield return Finding.Review(NotFiled, $"“{item.Name}”所在的 {item.Year} 年度计划还没有备案，请说明原因。", "BJTU:5");
        }
        if (item.UnitId != unitId || item.Year != year)
        {
            yield return Finding.Review(OtherPlan, $"所选条目“{item.Name}”是另一单位或另一年度（{item.Year} 年）的计划，请核对或说明原因。", "BJTU:5");
        }
    }
}
