namespace CEBase.Learning;

/// <summary>Lessons that took place: those whose attendance and hours are confirmed. What is paid for teaching rests on them and on nothing else.</summary>
public interface ITaughtLessons
{
    /// <summary>Confirmed lessons of the class in order of time.</summary>
    Task<IReadOnlyList<LessonInfo>> OfClassAsync(DbScope db, long classId);
}
