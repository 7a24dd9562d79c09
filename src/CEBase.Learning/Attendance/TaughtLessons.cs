namespace CEBase.Learning.Attendance;

internal sealed class TaughtLessons(IClassDirectory classes, LessonRegister register) : ITaughtLessons
{
    public async Task<IReadOnlyList<LessonInfo>> OfClassAsync(DbScope db, long classId)
    {
        var confirmed = await register.ConfirmedAsync(db, [classId]);
        return confirmed.Count == 0 ? [] : [.. (await classes.SessionsAsync(db, classId)).Where(s => confirmed.Contains(s.Id))];
    }
}
