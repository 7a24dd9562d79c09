using CEBase.Catalogue;
using CEBase.Platform.Data;

namespace CEBase.Learning.Attendance;

internal sealed class TaughtSessions(IClassDirectory classes, SessionRegister register) : ITaughtSessions
{
    public async Task<IReadOnlyList<SessionCard>> OfClassAsync(DbSession session, long classId)
    {
        var confirmed = (await register.OfClassesAsync(session, [classId])).Where(r => r.State == SessionStates.Confirmed).Select(r => r.SessionId).ToHashSet();
        return confirmed.Count == 0 ? [] : [.. (await classes.SessionsAsync(session, classId)).Where(s => confirmed.Contains(s.Id))];
    }
}
