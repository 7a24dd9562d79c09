using CEBase.Catalogue;
using CEBase.Platform.Data;

namespace CEBase.Learning.Attendance;

/// <summary>Counts marks of confirmed sessions by day.</summary>
internal sealed class AttendanceFigures(IClassDirectory classes, SessionRegister register) : IAttendanceFigures
{
    public async Task<IReadOnlyList<DayAttendance>> DaysAsync(DbSession session, long classId)
    {
        var confirmed = (await register.OfClassesAsync(session, [classId])).Where(r => r.State == SessionStates.Confirmed).Select(r => r.SessionId).ToHashSet();
        var days = (await classes.SessionsAsync(session, classId)).Where(s => confirmed.Contains(s.Id)).ToDictionary(s => s.Id, s => s.Day);
        return [.. (await register.MarksOfClassAsync(session, classId)).Where(m => m.State.WasThere() && days.ContainsKey(m.SessionId))
            .GroupBy(m => days[m.SessionId]).OrderBy(g => g.Key).Select(g => new DayAttendance { Day = g.Key, Learners = g.Select(m => m.LearnerId).Distinct().Count() })];
    }
}
