using CEBase.Platform.Data;
using CEBase.Platform.Security;

namespace CEBase.Catalogue.Classes;

/// <summary>The module's public door to making classes.</summary>
internal sealed class ClassPlanner(ClassService classes, TimetableService timetable) : IClassPlanner
{
    public Task<ClassCard> CreateAsync(DbSession session, ClassDetails details, ICurrentUser user) => classes.CreateAsync(session, details, user);

    public Task UpdateAsync(DbSession session, string classNo, ClassDetails details, int? version, ICurrentUser user) => classes.UpdateAsync(session, classNo, details, version, user);

    public Task SetQuotasAsync(DbSession session, string classNo, IReadOnlyList<SeatQuota> quotas, ICurrentUser user) => classes.SetQuotasAsync(session, classNo, quotas, user);

    public Task<long> SaveSessionAsync(DbSession session, SessionCard card, ICurrentUser user) => timetable.SaveAsync(session, card, user);

    public Task RemoveSessionAsync(DbSession session, long sessionId, ICurrentUser user) => timetable.RemoveAsync(session, sessionId, user);
}
