namespace CEBase.Learning.Attendance;

internal sealed class TaughtLessons(IClassDirectory classes, LessonRegister register) : ITaughtLessons
{
    public async Task<IReadOnlyList<LessonInfo>> OfClassAsync(DbScope db, long classId)
    {
        var confirmed = (await register.OfClassesAsync(db, [classId])).Where(r => r.State == LessonStates.Confirmed).Select(r => r.SessionId).ToHashSet();
        return confirmed.Count == 0 ? [] : [.. (await classes.SessionsAsync(db, classId)).Where(s => confirmed.Contains(s.Id))];
    }
}
