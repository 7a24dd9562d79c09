namespace CEBase.Catalogue.Classes;

/// <summary>The module's public door to making classes.</summary>
internal sealed class ClassPlanner(ClassService classes, TimetableService timetable) : IClassPlanner
{
    public Task<ClassCard> CreateAsync(DbScope db, ClassDetails details, ICurrentUser user) => classes.CreateAsync(db, details, user);

    public Task UpdateAsync(DbScope db, string classNo, ClassDetails details, int? version, ICurrentUser user) => classes.UpdateAsync(db, classNo, details, version, user);

    public Task SetQuotasAsync(DbScope db, string classNo, IReadOnlyList<SeatQuota> quotas, ICurrentUser user) => classes.SetQuotasAsync(db, classNo, quotas, user);

    public Task<long> SaveSessionAsync(DbScope db, LessonInfo card, ICurrentUser user) => timetable.SaveAsync(db, card, user);

    public Task RemoveSessionAsync(DbScope db, long sessionId, ICurrentUser user) => timetable.RemoveAsync(db, sessionId, user);
}
