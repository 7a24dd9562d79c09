namespace CEBase.Learning.Attendance;

/// <summary>Counts marks of confirmed lessons by day.</summary>
internal sealed class AttendanceFigures(IClassDirectory classes, LessonRegister register) : IAttendanceFigures
{
    public async Task<IReadOnlyList<DayAttendance>> DaysAsync(DbScope db, long classId)
    {
        var confirmed = await register.ConfirmedAsync(db, [classId]);
        var there = (await register.MarksOfClassAsync(db, classId)).Where(m => m.State.WasThere() && confirmed.Contains(m.SessionId)).ToLookup(m => m.SessionId, m => m.LearnerId);
        return [.. (await classes.SessionsAsync(db, classId)).GroupBy(s => s.Day).OrderBy(g => g.Key).Where(g => g.Any(s => confirmed.Contains(s.Id)))
            .Select(g => new DayAttendance { Day = g.Key, Learners = g.SelectMany(s => there[s.Id]).Distinct().Count(), IsWhole = g.All(s => confirmed.Contains(s.Id)) })];
    }
}
