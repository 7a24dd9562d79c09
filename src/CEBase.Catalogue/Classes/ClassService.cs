using CEBase.Catalogue.Classes.Rules;
using CEBase.Catalogue.Courses;

namespace CEBase.Catalogue.Classes;

/// <summary>Makes and changes classes; their timetables are in <see cref="TimetableService"/>.</summary>
internal sealed class ClassService(
    ClassRepository classes, CourseRepository courses, TimetableService timetable, Trace trace, TimeProvider clock, IAccounts accounts, ProjectLink link) : IClassPlanner
{
    public async Task<ClassCard> CreateAsync(DbScope db, ClassDetails details, ICurrentUser user)
    {
        user.Demand(Permissions.Manage, "您没有管理全部培训班的权限，不能新建。");
        var year = clock.Today().Year;
        // Locks the counter, so that the look for the request key sees what a request pressed twice has written.
        await db.ExecuteAsync("INSERT INTO class_counter (year, last) VALUES (@year, 0) ON CONFLICT (year) DO UPDATE SET last = class_counter.last", new { year });
        if (details.RequestKey is { } key && await db.FirstAsync<string>("SELECT class_no FROM training_class WHERE request_key = @key", new { key }) is { } before)
        {
            return (await classes.FindAsync(db, before))!;
        }
        var subject = await CheckAsync(db, details, adviserBefore: null);
        var approvalNo = await link.TakeAsync(db, details.ProjectId, null);
        var last = await db.ScalarAsync<int>("UPDATE class_counter SET last = last + 1 WHERE year = @year RETURNING last", new { year });
        var classNo = $"{year}-{last:000}";
        var id = await classes.InsertAsync(db, classNo, ClassStates.Draft, subject, details, approvalNo, clock.GetUtcNow());
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, id, "create") { To = ClassStates.Draft }, user);
        await db.RaiseAsync(new ClassSeatsChanged(id, details.Capacity));
        return (await classes.FindAsync(db, classNo))!;
    }

    public async Task UpdateAsync(DbScope db, string classNo, ClassDetails details, int? version, ICurrentUser user)
    {
        var row = await classes.LockAsync(db, classNo, user);
        if (version is { } seen && seen != row.Version)
        {
            throw new Refusal("class_changed", "在您填写期间有人改动了这个班。请另开一页查看现在的内容，再决定是否保存。") { Status = 409 };
        }
        var before = row.Details();
        if (details with { RequestKey = null } == before)
        {
            return;
        }
        Field.Check(details.AdviserId == before.AdviserId || user.Has(Permissions.Manage), "adviser_fixed", nameof(details.AdviserId), "班主任由基地工作人员指定。");
        if (row.HasOpened && (details.CourseId != before.CourseId || details.Funding != before.Funding || details.Fee != before.Fee))
        {
            throw new Refusal("terms_fixed", "报名开放之后，课程、经费方式和收费不能再改，因为学员已据此报名。") { Field = nameof(details.Fee), Status = 409 };
        }
        var subject = await CheckAsync(db, details, before.AdviserId);
        await classes.UpdateAsync(db, row, subject, details, await link.TakeAsync(db, details.ProjectId, row));
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "edit"), user);
        if (details.Capacity != before.Capacity)
        {
            CheckQuotas(details.Capacity, await classes.QuotasAsync(db, row.Id));
            await db.RaiseAsync(new ClassSeatsChanged(row.Id, details.Capacity));
        }
    }

    public async Task SetQuotasAsync(DbScope db, string classNo, IReadOnlyList<SeatQuota> quotas, ICurrentUser user)
    {
        var row = await classes.LockAsync(db, classNo, user);
        var wanted = quotas.Select(q => q with { Id = 0, ClassId = row.Id, Label = q.Label.Trim(), Employer = string.IsNullOrWhiteSpace(q.Employer) ? null : q.Employer.Trim() }).ToList();
        var before = await classes.QuotasAsync(db, row.Id);
        if (wanted.SequenceEqual(before.Select(q => q with { Id = 0 })))
        {
            return;
        }
        CheckQuotas(row.Capacity, wanted);
        // Kept rows keep their ids: higher modules count seats by them.
        var labels = wanted.Select(q => q.Label).ToList();
        await db.ExecuteAsync("DELETE FROM seat_quota WHERE id = @Id", before.Where(q => !labels.Contains(q.Label)).Select(q => new { q.Id }));
        await db.ExecuteAsync("""
            INSERT INTO seat_quota (class_id, label, employer, seats) VALUES (@ClassId, @Label, @Employer, @Seats)
            ON CONFLICT (class_id, label) DO UPDATE SET employer = excluded.employer, seats = excluded.seats
            """, wanted);
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "quotas"), user);
        await db.RaiseAsync(new ClassSeatsChanged(row.Id, row.Capacity));
    }

    public Task<long> SaveSessionAsync(DbScope db, LessonInfo card, ICurrentUser user) => timetable.SaveAsync(db, card, user);

    public Task RemoveSessionAsync(DbScope db, long sessionId, ICurrentUser user) => timetable.RemoveAsync(db, sessionId, user);

    private async Task<SubjectKind> CheckAsync(DbScope db, ClassDetails details, long? adviserBefore)
    {
        ClassChecks.Problems(details).Refuse();
        Field.Check(details.AdviserId is not { } adviser || adviser == adviserBefore || await accounts.FindAsync(db, adviser) is { IsActive: true },
            "adviser_unknown", nameof(details.AdviserId), "没有这个班主任账号，或账号已停用，请重新选择。");
        return (await courses.FindAsync(db, details.CourseId))?.Subject ?? throw Problems.At(nameof(details.CourseId), "course_unknown", "请选择课程。");
    }

    private static void CheckQuotas(int capacity, IReadOnlyList<SeatQuota> quotas)
    {
        if (quotas.Any(q => q.Label.Length == 0 || q.Seats < 1))
        {
            throw new Refusal("quota_incomplete", "每组名额都要写明组名，人数不少于 1。");
        }
        if (quotas.GroupBy(q => q.Label).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new Refusal("quota_label_twice", $"组名“{twice.Key}”用了两次，请改一个。");
        }
        if (QuotaRule.Check(capacity, quotas).FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw Problems.At(nameof(ClassDetails.Capacity), stop.Rule, stop.Sentence);
        }
    }
}
