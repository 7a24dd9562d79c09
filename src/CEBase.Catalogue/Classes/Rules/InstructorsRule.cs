using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using CEBase.Instructors;

namespace CEBase.Catalogue.Classes.Rules;

/// <summary>Every session has an instructor who may be scheduled.</summary>
internal static class InstructorsRule
{
    public const string Missing = "timetable.instructor-missing";
    public const string Suspended = "timetable.instructor-suspended";

    public static IEnumerable<Finding> Check(IReadOnlyList<SessionCard> sessions, IReadOnlyDictionary<long, InstructorCard> instructors)
    {
        var without = sessions.Where(s => s.InstructorId is not { } id || !instructors.ContainsKey(id)).ToList();
        if (without.Count > 0)
        {
            yield return Finding.Block(Missing, $"有 {without.Count} 次课没有授课教师：{string.Join("、", without.Take(5).Select(s => $"{s.Day.InTable()}“{s.Topic}”"))}。请为每次课安排教师。");
        }
        var suspended = sessions.Select(s => s.InstructorId is { } id ? instructors.GetValueOrDefault(id) : null).OfType<InstructorCard>().Where(i => !i.IsActive).DistinctBy(i => i.Id);
        foreach (var instructor in suspended)
        {
            yield return Finding.Block(Suspended, $"{instructor.Name}（{instructor.Number}）已停止排课，请换授课教师。");
        }
    }
}
