namespace CEBase.Catalogue.Classes.Rules;

/// <summary>Every session has an instructor who may teach it on its own day.</summary>
[RestsOn("NPU:13", "BJTU:16(a)", "BJTU:19", How = "开放报名和开班前逐次课按上课日核对教师资格，排课时不合格的不能排")]
internal static class InstructorsRule
{
    public const string Missing = "timetable.instructor-missing";
    public const string Suspended = "timetable.instructor-suspended";

    public static IEnumerable<Finding> Check(IReadOnlyList<LessonInfo> sessions, IReadOnlyDictionary<long, InstructorCard> instructors)
    {
        var without = sessions.Where(s => s.InstructorId is not { } id || !instructors.ContainsKey(id)).ToList();
        if (without.Count > 0)
        {
            yield return Finding.Block(Missing, $"有 {without.Count} 次课没有授课教师：{string.Join("、", without.Take(5).Select(s => $"{s.Day.InTable()}“{s.Topic}”"))}。请为每次课安排教师。");
        }
        var suspended = sessions.Select(s => s.InstructorId is { } id ? instructors.GetValueOrDefault(id) : null).OfType<InstructorCard>().Where(i => !i.IsActive).DistinctBy(i => i.Id);
        foreach (var instructor in suspended)
        {
            yield return Finding.Block(Suspended, $"{instructor.Name}（{instructor.Number}）已停止排课，请换授课教师。", "BJTU:19");
        }
    }

    /// <summary>What is said about the lessons, once an instructor and rule, naming the days. Who is stopped is told by <see cref="Check"/>.</summary>
    public static IEnumerable<Finding> CheckQualification(IReadOnlyDictionary<Lesson, IReadOnlyList<Finding>> judged, IReadOnlyDictionary<long, InstructorCard> instructors)
    {
        var told = judged.Where(j => instructors.GetValueOrDefault(j.Key.InstructorId) is { IsActive: true })
            .SelectMany(j => j.Value.Select(f => (j.Key, Finding: f))).GroupBy(x => (x.Key.InstructorId, x.Finding.Rule, x.Finding.Severity));
        foreach (var group in told)
        {
            var days = group.Select(x => x.Key.Day).Distinct().Order().ToList();
            var first = group.OrderBy(x => x.Key.Day).First().Finding;
            yield return first with { Sentence = $"{first.Sentence}（上课日：{string.Join("、", days.Take(3).Select(d => d.InTable()))}{(days.Count > 3 ? $" 等 {days.Count} 天" : "")}）" };
        }
    }
}

/// <summary>Most hours are taught by the school's own teachers, in-house or hired part-time.</summary>
[RestsOn("BJTU:16", How = "按学时计算本校教师占比，低于设定值须写明理由")]
internal static class OwnTeachersRule
{
    public const string Share = "timetable.own-teachers";

    /// <param name="sessions">The timetable.</param>
    /// <param name="instructors">Who teaches.</param>
    /// <param name="least">Least share of own teachers by hours in percent.</param>
    public static IEnumerable<Finding> Check(IReadOnlyList<LessonInfo> sessions, IReadOnlyDictionary<long, InstructorCard> instructors, decimal least)
    {
        var taught = sessions.Where(s => s.InstructorId is { } id && instructors.ContainsKey(id)).ToList();
        var all = taught.Sum(s => s.Hours.Tenths);
        if (all == 0)
        {
            yield break;
        }
        var own = taught.Where(s => instructors[s.InstructorId!.Value].Relation != Relation.Outside).Sum(s => s.Hours.Tenths);
        // Compared without division, so that exactly the least share passes.
        if (own * 100m < least * all)
        {
            yield return Finding.Review(Share, $"本校在职和校聘兼职教师承担 {own * 100m / all:0.#}% 的学时，低于 {least:0.#}%。请增加本校教师的课，或写明理由。", "BJTU:16");
        }
    }
}
