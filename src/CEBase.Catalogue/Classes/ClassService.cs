using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes;

/// <summary>Makes and changes classes; their timetables are in <see cref="TimetableService"/>.</summary>
internal sealed class ClassService(Trace trace, TimeProvider clock, IAccounts accounts, ProjectLink link)
{
    public async Task<ClassCard> CreateAsync(DbScope db, ClassDetails details, ICurrentUser user)
    {
        if (!user.Has(Permissions.Manage))
        {
            throw new Refusal("not_allowed", "您没有管理全部培训班的权限，不能新建。") { Status = 403 };
        }
        var year = clock.Today().Year;
        // Locks the counter, so that the look for the request key sees what a request pressed twice has written.
        await db.ExecuteAsync("INSERT INTO class_counter (year, last) VALUES (@year, 0) ON CONFLICT (year) DO UPDATE SET last = class_counter.last", new { year });
        if (details.RequestKey is { } key && await db.FirstAsync<string>("SELECT class_no FROM training_class WHERE request_key = @key", new { key }) is { } before)
        {
            return (await new ClassDirectory().FindAsync(db, before))!;
        }
        var subject = await CheckAsync(db, details, adviserBefore: null);
        var approvalNo = await link.TakeAsync(db, details.ProjectId, null);
        var last = await db.ScalarAsync<int>("UPDATE class_counter SET last = last + 1 WHERE year = @year RETURNING last", new { year });
        var classNo = $"{year}-{last:000}";
        var id = await InsertAsync(db, classNo, ClassStates.Draft, subject, details, approvalNo);
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, id, "create") { To = ClassStates.Draft }, user);
        await db.RaiseAsync(new ClassSeatsChanged(id, details.Capacity));
        return (await new ClassDirectory().FindAsync(db, classNo))!;
    }

    public async Task UpdateAsync(DbScope db, string classNo, ClassDetails details, int? version, ICurrentUser user)
    {
        var row = await LockAsync(db, classNo, user);
        if (version is { } seen && seen != row.Version)
        {
            throw new Refusal("class_changed", "在您填写期间有人改动了这个班。请另开一页查看现在的内容，再决定是否保存。") { Status = 409 };
        }
        var before = row.Details();
        if (details with { RequestKey = null } == before)
        {
            return;
        }
        if (details.AdviserId != before.AdviserId && !user.Has(Permissions.Manage))
        {
            throw new Refusal("adviser_fixed", "班主任由基地工作人员指定。") { Field = nameof(details.AdviserId) };
        }
        if (HasOpened(row.State) && (details.CourseId != before.CourseId || details.Funding != before.Funding || details.Fee != before.Fee))
        {
            throw new Refusal("terms_fixed", "报名开放之后，课程、经费方式和收费不能再改，因为学员已据此报名。") { Field = nameof(details.Fee), Status = 409 };
        }
        var subject = await CheckAsync(db, details, before.AdviserId);
        var approvalNo = await link.TakeAsync(db, details.ProjectId, row);
        await db.ExecuteAsync("""
            UPDATE training_class SET course_id = @CourseId, name = @Name, subject = @Subject, form = @Form, task = @Task, funding = @Funding,
              starts_on = @StartsOn, ends_on = @EndsOn, enrol_from = @EnrolFrom, enrol_until = @EnrolUntil, city = @City, venue = @Venue, is_online = @IsOnline,
              capacity = @Capacity, needs_review = @NeedsReview, client = @Client, hours = @Hours, fee = @Fee, who_pays = @WhoPays, audience = @Audience,
              requirements = @Requirements, syllabus = @Syllabus, materials = @Materials, board = @Board, lodging = @Lodging, adviser_id = @AdviserId,
              project_id = @ProjectId, approval_no = @ApprovalNo, version = version + 1
            WHERE id = @Id
            """, Parameters(details, row.Id, classNo, row.State, subject, approvalNo));
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "edit"), user);
        if (details.Capacity != before.Capacity)
        {
            CheckQuotas(details.Capacity, await new ClassDirectory().QuotasAsync(db, row.Id));
            await db.RaiseAsync(new ClassSeatsChanged(row.Id, details.Capacity));
        }
    }

    public async Task SetQuotasAsync(DbScope db, string classNo, IReadOnlyList<SeatQuota> quotas, ICurrentUser user)
    {
        var row = await LockAsync(db, classNo, user);
        var wanted = quotas.Select(q => q with { Id = 0, ClassId = row.Id, Label = q.Label.Trim(), Employer = string.IsNullOrWhiteSpace(q.Employer) ? null : q.Employer.Trim() }).ToList();
        var before = await new ClassDirectory().QuotasAsync(db, row.Id);
        if (wanted.SequenceEqual(before.Select(q => q with { Id = 0 })))
        {
            return;
        }
        CheckQuotas(row.Capacity, wanted);
        // Kept rows keep their ids: higher modules count seats by them.
        var labels = wanted.Select(q => q.Label).ToList();
        foreach (var gone in before.Where(q => !labels.Contains(q.Label)))
        {
            await db.ExecuteAsync("DELETE FROM seat_quota WHERE id = @Id", new { gone.Id });
        }
        foreach (var quota in wanted)
        {
            await db.ExecuteAsync("""
                INSERT INTO seat_quota (class_id, label, employer, seats) VALUES (@ClassId, @Label, @Employer, @Seats)
                ON CONFLICT (class_id, label) DO UPDATE SET employer = excluded.employer, seats = excluded.seats
                """, quota);
        }
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "quotas"), user);
        await db.RaiseAsync(new ClassSeatsChanged(row.Id, row.Capacity));
    }

    /// <summary>The class, held for the transaction, when this user may change it and it isn't finished.</summary>
    public static async Task<ClassRow> LockAsync(DbScope db, string classNo, ICurrentUser user)
    {
        await db.FirstAsync<long?>("SELECT id FROM training_class WHERE class_no = @classNo" + db.Dialect.ForUpdate, new { classNo });
        var row = await ClassRow.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为 {classNo} 的培训班。");
        if (!ClassAccess.MayManage(row.AdviserId, user))
        {
            throw new Refusal("not_yours", "只有基地工作人员和本班班主任可以改动这个班。") { Status = 403 };
        }
        if (ClassStates.IsOver(row.State))
        {
            throw new Refusal("class_closed", $"这个班{ClassWords.States.LabelOf(row.State)}，不能再改动。") { Status = 409 };
        }
        return row;
    }

    /// <summary>Inserts a class as it is, for the recipe and for <see cref="CreateAsync"/>.</summary>
    public Task<long> InsertAsync(DbScope db, string classNo, string state, SubjectKind subject, ClassDetails details, string? approvalNo) => db.InsertAsync("""
        INSERT INTO training_class (class_no, request_key, course_id, name, subject, form, task, state, state_since, funding, starts_on, ends_on, enrol_from, enrol_until,
          city, venue, is_online, capacity, needs_review, client, hours, fee, who_pays, audience, requirements, syllabus, materials, board, lodging, adviser_id, project_id, approval_no, version)
        VALUES (@ClassNo, @RequestKey, @CourseId, @Name, @Subject, @Form, @Task, @State, @Now, @Funding, @StartsOn, @EndsOn, @EnrolFrom, @EnrolUntil,
          @City, @Venue, @IsOnline, @Capacity, @NeedsReview, @Client, @Hours, @Fee, @WhoPays, @Audience, @Requirements, @Syllabus, @Materials, @Board, @Lodging, @AdviserId, @ProjectId, @ApprovalNo, 1)
        """, Parameters(details, 0, classNo, state, subject, approvalNo));

    private static bool HasOpened(string state) => state is not (ClassStates.Draft or ClassStates.Planned);

    private async Task<SubjectKind> CheckAsync(DbScope db, ClassDetails details, long? adviserBefore)
    {
        if (ClassChecks.Problems(details).FirstOrDefault() is { } problem)
        {
            throw new Refusal(problem.Code, problem.Sentence) { Field = problem.Field };
        }
        if (details.AdviserId is { } adviser && adviser != adviserBefore && await accounts.FindAsync(db, adviser) is not { IsActive: true })
        {
            throw new Refusal("adviser_unknown", "没有这个班主任账号，或账号已停用，请重新选择。") { Field = nameof(details.AdviserId) };
        }
        return await db.FirstAsync<string>("SELECT subject FROM course WHERE id = @CourseId", new { details.CourseId }) is { } subject
            ? Enum.Parse<SubjectKind>(subject)
            : throw new Refusal("course_unknown", "请选择课程。") { Field = nameof(details.CourseId) };
    }

    private static void CheckQuotas(int capacity, IReadOnlyList<SeatQuota> quotas)
    {
        if (quotas.FirstOrDefault(q => q.Label.Length == 0 || q.Seats < 1) is not null)
        {
            throw new Refusal("quota_incomplete", "每组名额都要写明组名，人数不少于 1。");
        }
        if (quotas.GroupBy(q => q.Label).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new Refusal("quota_label_twice", $"组名“{twice.Key}”用了两次，请改一个。");
        }
        if (QuotaRule.Check(capacity, quotas).FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw new Refusal(stop.Rule, stop.Sentence) { Field = nameof(ClassDetails.Capacity) };
        }
    }

    private object Parameters(ClassDetails d, long id, string classNo, string state, SubjectKind subject, string? approvalNo) => new
    {
        Id = id,
        ClassNo = classNo,
        State = state,
        Now = clock.GetUtcNow(),
        Subject = subject.ToString(),
        Funding = d.Funding.ToString(),
        d.RequestKey, d.CourseId, Name = d.Name.Trim(), d.Form, d.Task, d.StartsOn, d.EndsOn, d.EnrolFrom, d.EnrolUntil, City = d.IsOnline ? "" : d.City.Trim(),
        Venue = d.Venue.Trim(), d.IsOnline, d.Capacity, d.NeedsReview, Client = d.Client.Trim(), d.Hours, d.Fee, d.WhoPays, d.Audience, d.Requirements,
        d.Syllabus, d.Materials, d.Board, d.Lodging, d.AdviserId, d.ProjectId, ApprovalNo = approvalNo,
    };
}
