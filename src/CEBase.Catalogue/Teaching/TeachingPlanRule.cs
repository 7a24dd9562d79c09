namespace CEBase.Catalogue.Teaching;

/// <summary>A class is taught by a filed plan that covers its timetable.</summary>
[RestsOn("BJTU:21", How = "没有备案的教学计划，或计划没有覆盖课表的每次课，不能开放报名和开班；备案后课表有变须重新备案或说明理由")]
[RestsOn("NPU:12", How = "教学计划按课表逐次课编写后备案")]
internal static class TeachingPlanRule
{
    public const string Missing = "teaching-plan.missing";
    public const string NotCovered = "teaching-plan.not-covered";
    public const string Changed = "teaching-plan.changed";
    public const string ObjectivesMissing = "teaching-plan.objectives-missing";
    public const string Incomplete = "teaching-plan.incomplete";
    public const string Empty = "teaching-plan.empty";

    /// <summary>What the class's plan in force says of its timetable.</summary>
    /// <param name="filed">Sessions of the version in force; null when none is filed.</param>
    /// <param name="timetable">The timetable now.</param>
    public static IEnumerable<Finding> Check(IReadOnlyList<PlanLesson>? filed, IReadOnlyList<LessonInfo> timetable)
    {
        if (filed is null)
        {
            yield return Finding.Block(Missing, "还没有备案的教学计划。请在“教学计划”页编制并备案。", "BJTU:21");
            yield break;
        }
        var planned = filed.ToDictionary(s => s.SessionId);
        var uncovered = timetable.Where(s => !planned.ContainsKey(s.Id)).ToList();
        if (uncovered.Count > 0)
        {
            yield return Finding.Block(NotCovered, $"备案的教学计划没有覆盖课表上的 {uncovered.Count} 次课：{Some(uncovered.Select(s => $"{s.Day.InTable()}“{s.Topic}”"))}。请编制新版并备案。", "BJTU:21");
        }
        var changed = timetable.Where(s => planned.TryGetValue(s.Id, out var p) && !p.Fits(s)).Select(s => $"{s.Day.InTable()}“{s.Topic}”")
            .Concat(filed.Where(p => timetable.All(s => s.Id != p.SessionId)).Select(p => $"{p.Where}已从课表删除")).ToList();
        if (changed.Count > 0)
        {
            yield return Finding.Review(Changed, $"教学计划备案之后课表有变，需重新备案：{Some(changed)}。请编制新版并备案，或说明不重新备案的理由。", "BJTU:21");
        }
    }

    /// <summary>What keeps a draft from being filed.</summary>
    public static IEnumerable<Finding> CheckFiling(TeachingPlan plan, IReadOnlyList<PlanLesson> sessions, IReadOnlyList<LessonInfo> timetable)
    {
        if (string.IsNullOrWhiteSpace(plan.Objectives))
        {
            yield return Finding.Block(ObjectivesMissing, "请写明全班的教学目标。", "BJTU:22");
        }
        if (timetable.Count == 0)
        {
            yield return Finding.Block(Empty, "课表还是空的，没有课可以备案。请先编排课表。", "BJTU:21");
            yield break;
        }
        var stale = sessions.Count != timetable.Count || timetable.Any(t => sessions.All(s => s.SessionId != t.Id || !s.Fits(t)));
        if (stale)
        {
            yield return Finding.Block(NotCovered, "草稿与现在的课表不一致。请保存一次草稿，核对新的各次课后再备案。", "BJTU:21");
        }
        foreach (var (what, missing) in new (string, Func<PlanLesson, string>)[] { ("教学目标", s => s.Objectives), ("内容提纲", s => s.Outline), ("教学方法", s => s.Method), ("考核方式", s => s.Assessment) })
        {
            var without = sessions.Where(s => string.IsNullOrWhiteSpace(missing(s))).Select(s => s.Where).ToList();
            if (without.Count > 0)
            {
                yield return Finding.Block(Incomplete, $"有 {without.Count} 次课没有写{what}：{Some(without)}。", "BJTU:22");
            }
        }
    }

    private static string Some(IEnumerable<string> all)
    {
        var list = all.ToList();
        return string.Join("、", list.Take(4)) + (list.Count > 4 ? "等" : "");
    }
}
