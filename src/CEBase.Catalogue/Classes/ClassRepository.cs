namespace CEBase.Catalogue.Classes;

/// <summary>Rows of classes, their lessons and group caps; for higher modules as well.</summary>
internal sealed class ClassRepository : IClassDirectory
{
    /// <summary>Columns of a card, from <c>training_class c JOIN course k</c>.</summary>
    public const string CardColumns = """
        c.id, c.class_no, c.name, c.course_id, k.name AS course_name, c.state, c.subject, c.funding, c.starts_on, c.ends_on, c.enrol_from, c.enrol_until,
        c.venue, c.city, c.is_online, c.hours, c.fee, c.capacity, c.needs_review, c.client, c.adviser_id, c.project_id, c.approval_no
        """;

    public const string From = "FROM training_class c JOIN course k ON k.id = c.course_id";

    /// <summary>A class with all that staff wrote.</summary>
    public const string SelectRow = $"""
        SELECT {CardColumns}, c.form, c.task, c.state_since, c.who_pays, c.audience, c.requirements, c.syllabus, c.materials, c.board, c.lodging, c.version {From}
        """;

    private const string LessonColumns = "s.id, s.class_id, s.day, s.starts_at, s.ends_at, s.hours, s.topic, s.room, s.instructor_id";

    public Task<ClassRow?> RowAsync(DbScope db, string classNo) => db.FirstAsync<ClassRow>($"{SelectRow} WHERE c.class_no = @classNo", new { classNo });

    public Task<ClassRow?> RowAsync(DbScope db, long id) => db.FirstAsync<ClassRow>($"{SelectRow} WHERE c.id = @id", new { id });

    /// <summary>The class of that number.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<ClassRow> OpenAsync(DbScope db, string classNo) => await RowAsync(db, classNo) ?? throw NotThere(classNo);

    /// <summary>The class, held until the transaction ends, when this user may act on it, finished or not.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="classNo">The class.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="sentence">Who does this, for everybody else.</param>
    /// <exception cref="Refusal"><c>not_found</c>; <c>not_allowed</c>.</exception>
    public async Task<ClassRow> LockAsync(DbScope db, string classNo, ICurrentUser user, string sentence)
    {
        await db.FirstAsync<long?>("SELECT id FROM training_class WHERE class_no = @classNo" + db.Dialect.ForUpdate, new { classNo });
        var row = await OpenAsync(db, classNo);
        user.Demand(ClassAccess.MayManage(row, user), sentence);
        return row;
    }

    /// <summary>The same to change the class: it must not be finished.</summary>
    /// <exception cref="Refusal">As before; <c>class_closed</c>.</exception>
    public async Task<ClassRow> LockAsync(DbScope db, string classNo, ICurrentUser user)
    {
        var row = await LockAsync(db, classNo, user, "只有基地工作人员和本班班主任可以改动这个班。");
        return !ClassStates.IsOver(row.State) ? row : throw new Refusal("class_closed", $"这个班{ClassWords.States.LabelOf(row.State)}，不能再改动。") { Status = 409 };
    }

    /// <summary>The same for what stands beside the class: plans, materials, safety.</summary>
    /// <exception cref="Refusal">As before; <c>not_allowed</c> without the permission too.</exception>
    public Task<ClassRow> LockAsync(DbScope db, string classNo, ICurrentUser user, string permission, string sentence)
    {
        user.Demand(permission, sentence);
        return LockAsync(db, classNo, user);
    }

    public Task<ClassCard?> FindAsync(DbScope db, string classNo) =>
        db.FirstAsync<ClassCard>($"SELECT {CardColumns} {From} WHERE c.class_no = @classNo", new { classNo });

    public async Task<IReadOnlyList<ClassCard>> GetAsync(DbScope db, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : await db.QueryAsync<ClassCard>($"SELECT {CardColumns} {From} WHERE c.id IN @ids ORDER BY c.class_no", new { ids });

    public Task<IReadOnlyList<ClassCard>> OfCourseAsync(DbScope db, long courseId) =>
        db.QueryAsync<ClassCard>($"SELECT {CardColumns} {From} WHERE c.course_id = @courseId ORDER BY c.starts_on DESC", new { courseId });

    public Task<ClassCard?> OfProjectAsync(DbScope db, long projectId) =>
        db.FirstAsync<ClassCard>($"SELECT {CardColumns} {From} WHERE c.project_id = @projectId", new { projectId });

    public Task<IReadOnlyList<LessonInfo>> SessionsAsync(DbScope db, long classId) =>
        db.QueryAsync<LessonInfo>($"SELECT {LessonColumns} FROM class_session s WHERE s.class_id = @classId ORDER BY s.day, s.starts_at, s.id", new { classId });

    public Task<LessonInfo?> SessionAsync(DbScope db, long sessionId) =>
        db.FirstAsync<LessonInfo>($"SELECT {LessonColumns} FROM class_session s WHERE s.id = @sessionId", new { sessionId });

    public Task<IReadOnlyList<LessonInfo>> SessionsBetweenAsync(DbScope db, DateOnly from, DateOnly until) =>
        db.QueryAsync<LessonInfo>($"""
            SELECT {LessonColumns} FROM class_session s JOIN training_class c ON c.id = s.class_id
            WHERE s.day >= @from AND s.day <= @until AND c.state <> '{ClassStates.Cancelled}' ORDER BY s.day, s.starts_at, s.id
            """, new { from, until });

    public Task<IReadOnlyList<SeatQuota>> QuotasAsync(DbScope db, long classId) =>
        db.QueryAsync<SeatQuota>("SELECT id, class_id, label, employer, seats FROM seat_quota WHERE class_id = @classId ORDER BY id", new { classId });

    /// <summary>Inserts a class in whatever state, for the recipe too.</summary>
    public Task<long> InsertAsync(DbScope db, string classNo, string state, SubjectKind subject, ClassDetails details, string? approvalNo, DateTimeOffset now) => db.InsertAsync("""
        INSERT INTO training_class (class_no, request_key, course_id, name, subject, form, task, state, state_since, funding, starts_on, ends_on, enrol_from, enrol_until,
          city, venue, is_online, capacity, needs_review, client, hours, fee, who_pays, audience, requirements, syllabus, materials, board, lodging, adviser_id, project_id, approval_no, version)
        VALUES (@ClassNo, @RequestKey, @CourseId, @Name, @Subject, @Form, @Task, @State, @Now, @Funding, @StartsOn, @EndsOn, @EnrolFrom, @EnrolUntil,
          @City, @Venue, @IsOnline, @Capacity, @NeedsReview, @Client, @Hours, @Fee, @WhoPays, @Audience, @Requirements, @Syllabus, @Materials, @Board, @Lodging, @AdviserId, @ProjectId, @ApprovalNo, 1)
        """, Parameters(details, 0, classNo, state, subject, approvalNo, now));

    public Task UpdateAsync(DbScope db, ClassRow row, SubjectKind subject, ClassDetails details, string? approvalNo) => db.ExecuteAsync("""
        UPDATE training_class SET course_id = @CourseId, name = @Name, subject = @Subject, form = @Form, task = @Task, funding = @Funding,
          starts_on = @StartsOn, ends_on = @EndsOn, enrol_from = @EnrolFrom, enrol_until = @EnrolUntil, city = @City, venue = @Venue, is_online = @IsOnline,
          capacity = @Capacity, needs_review = @NeedsReview, client = @Client, hours = @Hours, fee = @Fee, who_pays = @WhoPays, audience = @Audience,
          requirements = @Requirements, syllabus = @Syllabus, materials = @Materials, board = @Board, lodging = @Lodging, adviser_id = @AdviserId,
          project_id = @ProjectId, approval_no = @ApprovalNo, version = version + 1
        WHERE id = @Id
        """, Parameters(details, row.Id, row.ClassNo, row.State, subject, approvalNo, default));

    public static Refusal NotThere(string classNo) => Refusal.NotFound($"没有班号为 {classNo} 的培训班。");

    private static object Parameters(ClassDetails d, long id, string classNo, string state, SubjectKind subject, string? approvalNo, DateTimeOffset now) => new
    {
        Id = id, ClassNo = classNo, State = state, Now = now, Subject = subject.ToString(), Funding = d.Funding.ToString(), d.RequestKey, d.CourseId, Name = d.Name.Trim(), d.Form, d.Task,
        d.StartsOn, d.EndsOn, d.EnrolFrom, d.EnrolUntil, City = d.IsOnline ? "" : d.City.Trim(), Venue = d.Venue.Trim(), d.IsOnline, d.Capacity, d.NeedsReview,
        Client = d.Client.Trim(), d.Hours, d.Fee, d.WhoPays, d.Audience, d.Requirements, d.Syllabus, d.Materials, d.Board, d.Lodging, d.AdviserId, d.ProjectId, ApprovalNo = approvalNo,
    };
}
