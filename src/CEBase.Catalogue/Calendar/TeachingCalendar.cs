using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Calendar;

/// <summary>What rows of the calendar stand for.</summary>
internal enum CalendarRows
{
    /// <summary>课次: parts of the day.</summary>
    Session,

    /// <summary>教室.</summary>
    Room,

    /// <summary>教师.</summary>
    Instructor,
}

/// <summary>A session in the calendar, with who teaches and what it clashes with.</summary>
internal sealed record CalendarEntry(BookedLesson Session, string Teacher, string TeacherNumber, IReadOnlyList<Finding> Clashes)
{
    public bool IsBlocked => Clashes.Any(c => c.Severity == Severity.Block);

    /// <summary>Where it is held: 教学楼 302, 线上.</summary>
    public string Place => Session.IsOnline ? "线上" : Session.Room.Length == 0 ? "教室未定" : Session.Room;

    /// <summary>The part of the day it begins in.</summary>
    public string Part => Session.StartsAt.Hour < 12 ? "上午" : Session.StartsAt.Hour < 18 ? "下午" : "晚上";

    public string RowOf(CalendarRows rows) => rows switch
    {
        CalendarRows.Room => Place,
        CalendarRows.Instructor => Teacher,
        _ => Part,
    };
}

/// <summary>Sessions of some days with every clash among them: the same instructor, the same room, the same learner.</summary>
internal sealed class TeachingCalendar(Schedule schedule, IInstructorRegistry registry)
{
    public async Task<IReadOnlyList<CalendarEntry>> ReadAsync(DbScope db, DateOnly from, DateOnly until)
    {
        var all = await schedule.BetweenAsync(db, from, until);
        var teachers = (await registry.FindAsync(db, [.. all.Select(s => s.InstructorId).OfType<long>().Distinct()])).ToDictionary(t => t.Id);
        var shared = await schedule.SharedAsync(db, [.. all.Select(s => s.ClassId).Distinct()]);
        var names = shared.SelectMany(s => new[] { (Own: s.ClassId, Other: s.OtherClassId, s.Name), (Own: s.OtherClassId, Other: s.ClassId, s.Name) }).ToLookup(s => s.Own);
        var entries = new List<CalendarEntry>(all.Count);
        foreach (var day in all.GroupBy(s => s.Day))
        {
            var held = day.ToList();
            foreach (var one in held)
            {
                var teacher = one.InstructorId is { } id ? teachers.GetValueOrDefault(id) : null;
                entries.Add(new CalendarEntry(one, teacher?.Name ?? "教师未定", teacher?.Number ?? "",
                    [.. ScheduleClashRule.Check(one, held), .. LearnerClashRule.Check([one], held, names[one.ClassId].ToLookup(n => n.Other, n => n.Name))]));
            }
        }
        return entries;
    }
}
