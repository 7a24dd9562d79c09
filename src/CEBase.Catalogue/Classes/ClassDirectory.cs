namespace CEBase.Catalogue.Classes;

internal sealed class ClassDirectory : IClassDirectory
{
    /// <summary>Columns of a card, from <c>training_class c JOIN course k</c>.</summary>
    public const string CardColumns = """
        c.id, c.class_no, c.name, c.course_id, k.name AS course_name, c.state, c.subject, c.funding, c.starts_on, c.ends_on, c.enrol_from, c.enrol_until,
        c.venue, c.city, c.is_online, c.hours, c.fee, c.capacity, c.needs_review, c.client, c.adviser_id, c.project_id, c.approval_no
        """;

    public const string From = "FROM training_class c JOIN course k ON k.id = c.course_id";

    public const string SessionColumns = "s.id, s.class_id, s.day, s.starts_at, s.ends_at, s.hours, s.topic, s.room, s.instructor_id";

    public Task<ClassCard?> FindAsync(DbScope db, string classNo) =>
        db.FirstAsync<ClassCard>($"SELECT {CardColumns} {From} WHERE c.class_no = @classNo", new { classNo });

    public async Task<IReadOnlyList<ClassCard>> GetAsync(DbScope db, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : await db.QueryAsync<ClassCard>($"SELECT {CardColumns} {From} WHERE c.id IN @ids ORDER BY c.class_no", new { ids });

    public Task<ClassCard?> OfProjectAsync(DbScope db, long projectId) =>
        db.FirstAsync<ClassCard>($"SELECT {CardColumns} {From} WHERE c.project_id = @projectId", new { projectId });

    public Task<IReadOnlyList<LessonInfo>> SessionsAsync(DbScope db, long classId) =>
        db.QueryAsync<LessonInfo>($"SELECT {SessionColumns} FROM class_session s WHERE s.class_id = @classId ORDER BY s.day, s.starts_at, s.id", new { classId });

    public Task<LessonInfo?> SessionAsync(DbScope db, long sessionId) =>
        db.FirstAsync<LessonInfo>($"SELECT {SessionColumns} FROM class_session s WHERE s.id = @sessionId", new { sessionId });

    public Task<IReadOnlyList<LessonInfo>> SessionsBetweenAsync(DbScope db, DateOnly from, DateOnly until) =>
        db.QueryAsync<LessonInfo>($"""
            SELECT {SessionColumns} FROM class_session s JOIN training_class c ON c.id = s.class_id
            WHERE s.day >= @from AND s.day <= @until AND c.state <> '{ClassStates.Cancelled}' ORDER BY s.day, s.starts_at, s.id
            """, new { from, until });

    public Task<IReadOnlyList<SeatQuota>> QuotasAsync(DbScope db, long classId) =>
        db.QueryAsync<SeatQuota>("SELECT id, class_id, label, employer, seats FROM seat_quota WHERE class_id = @classId ORDER BY id", new { classId });
}
