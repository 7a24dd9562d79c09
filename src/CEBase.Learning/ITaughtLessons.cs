namespace CEBase.Learning;

/// <summary>Sessions that took place: those whose attendance and hours are confirmed. What is paid for teaching rests on them and on nothing else.</summary>
public interface ITaughtLessons
{
    /// <summary>Confirmed sessions of the class in order of time.</summary>
    Task<IReadOnlyList<LessonInfo>> OfClassAsync(DbScope db, long classId);
}
