namespace CEBase.Catalogue.Classes.Rules;

/// <summary>A session beside which another can't be held, with what a clerk needs to find it.</summary>
internal sealed record BookedLesson
{
    public long Id { get; init; }
    public long ClassId { get; init; }
    public string ClassNo { get; init; } = "";
    public string ClassName { get; init; } = "";
    public DateOnly Day { get; init; }
    public TimeOnly StartsAt { get; init; }
    public TimeOnly EndsAt { get; init; }
    public string Topic { get; init; } = "";
    public string Venue { get; init; } = "";
    public string Room { get; init; } = "";
    public bool IsOnline { get; init; }
    public long? InstructorId { get; init; }
}

/// <summary>Nobody teaches in two places at once, and no room holds two sessions at once. One ending when the other begins is no clash.</summary>
internal static class ScheduleClashRule
{
    public const string Instructor = "schedule.instructor-clash";
    public const string Room = "schedule.room-clash";

    public static IEnumerable<Finding> Check(BookedLesson lesson, IEnumerable<BookedLesson> others)
    {
        foreach (var other in others.Where(o => o.Id != lesson.Id && o.Day == lesson.Day && o.StartsAt < lesson.EndsAt && lesson.StartsAt < o.EndsAt))
        {
            var at = $"{other.Day.InTable()} {other.StartsAt:HH\\:mm}–{other.EndsAt:HH\\:mm}";
            if (lesson.InstructorId is { } instructor && other.InstructorId == instructor)
            {
                yield return Finding.Block(Instructor, $"这位教师 {at} 已在 {other.ClassNo} 班讲“{other.Topic}”，请换时间或换人。");
            }
            if (!lesson.IsOnline && !other.IsOnline && lesson.Room.Length > 0 && lesson.Room == other.Room && lesson.Venue == other.Venue)
            {
                yield return Finding.Block(Room, $"{other.Room} {at} 已由 {other.ClassNo} 班“{other.Topic}”使用，请换时间或换教室。");
            }
        }
    }
}
