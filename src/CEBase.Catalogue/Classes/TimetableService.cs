using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes;

/// <summary>Puts sessions on timetables: the only way, so that nobody is booked twice.</summary>
internal sealed class TimetableService(ClassRepository classes, IInstructorRegistry registry, IInstructorQualification qualification, Schedule schedule, Trace trace)
{
    public async Task<long> SaveAsync(DbScope db, LessonInfo card, ICurrentUser user)
    {
        var row = await LockAsync(db, card.ClassId, user);
        card = card with { Topic = card.Topic.Trim(), Room = card.Room.Trim() };
        var lessons = await classes.SessionsAsync(db, row.Id);
        var same = lessons.FirstOrDefault(s => s.Day == card.Day && s.StartsAt == card.StartsAt && s.Topic == card.Topic);
        if (same is not null && card with { Id = same.Id } == same)
        {
            return same.Id;
        }
        var before = card.Id == 0 ? null : await classes.SessionAsync(db, card.Id) ?? throw Refusal.NotFound("这次课已经从课表上删除。");
        await CheckAsync(db, row, card, before, same);
        if (before is null)
        {
            card = card with
            {
                Id = await db.InsertAsync("""
                INSERT INTO class_session (class_id, day, starts_at, ends_at, hours, topic, room, instructor_id)
                VALUES (@ClassId, @Day, @StartsAt, @EndsAt, @Hours, @Topic, @Room, @InstructorId)
                """, card),
            };
        }
        else
        {
            await db.ExecuteAsync("""
                UPDATE class_session SET day = @Day, starts_at = @StartsAt, ends_at = @EndsAt, hours = @Hours, topic = @Topic, room = @Room, instructor_id = @InstructorId
                WHERE id = @Id
                """, card);
        }
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, before is null ? "session_add" : "session_edit"), user);
        await db.RaiseAsync(new LessonChanged(row.Id, before, card));
        return card.Id;
    }

    public async Task RemoveAsync(DbScope db, long sessionId, ICurrentUser user)
    {
        if (await classes.SessionAsync(db, sessionId) is not { } gone)
        {
            return;
        }
        var row = await LockAsync(db, gone.ClassId, user);
        if (row.State is not (ClassStates.Draft or ClassStates.Planned) && (await classes.SessionsAsync(db, row.Id)).Count == 1)
        {
            throw new Refusal("timetable.last-session", "报名已经开放，课表不能空着。请先加上新的课，再删这一次。") { Status = 409 };
        }
        await db.RaiseAsync(new LessonChanged(row.Id, gone, null));
        await db.ExecuteAsync("DELETE FROM class_session WHERE id = @sessionId", new { sessionId });
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "session_remove"), user);
    }

    /// <summary>Writes the sessions of one day again on another, with the same times, topics, rooms and instructors. Those already there stay.</summary>
    public async Task<int> CopyDayAsync(DbScope db, string classNo, DateOnly from, DateOnly to, ICurrentUser user)
    {
        var row = await classes.LockAsync(db, classNo, user);
        var sessions = (await classes.SessionsAsync(db, row.Id)).Where(s => s.Day == from).ToList();
        if (sessions.Count == 0)
        {
            throw new Refusal("copy_day_empty", $"{from.InTable()} 没有课，无可复制。") { Field = "From" };
        }
        if (to.Year < 2000 || to == from)
        {
            throw new Refusal("copy_day_target", "请选择另外一天。") { Field = "To" };
        }
        foreach (var card in sessions)
        {
            await SaveAsync(db, card with { Id = 0, Day = to }, user);
        }
        return sessions.Count;
    }

    private async Task CheckAsync(DbScope db, ClassRow row, LessonInfo card, LessonInfo? before, LessonInfo? same)
    {
        Problems(card).Refuse();
        if (same is not null && same.Id != card.Id)
        {
            throw new Refusal("session_twice", $"{card.Day.InTable()} {card.StartsAt:HH\\:mm} 已经有“{card.Topic}”这次课。") { Field = nameof(card.Topic), Status = 409 };
        }
        if (before is not null && before.ClassId != card.ClassId)
        {
            throw Refusal.NotFound("这次课不在本班的课表上。");
        }
        if (card.InstructorId is { } id && id != before?.InstructorId && (await registry.FindAsync(db, [id])) is not [{ IsActive: true }])
        {
            throw new Refusal(InstructorsRule.Suspended, "没有这位教师，或已停止排课，请重新选择。") { Field = nameof(card.InstructorId) };
        }
        await CheckInstructorAsync(db, card, before);
        var booked = new BookedLesson
        {
            Id = card.Id, ClassId = row.Id, ClassNo = row.ClassNo, Day = card.Day, StartsAt = card.StartsAt, EndsAt = card.EndsAt, Topic = card.Topic,
            Venue = row.Venue, Room = card.Room, IsOnline = row.IsOnline, InstructorId = card.InstructorId,
        };
        if ((await schedule.ReserveAsync(db, booked)).FirstOrDefault(f => f.Severity == Severity.Block) is { } clash)
        {
            throw new Refusal(clash.Rule, clash.Sentence) { Field = clash.Rule == ScheduleClashRule.Room ? nameof(card.Room) : nameof(card.InstructorId), Status = 409 };
        }
    }

    /// <summary>Asked when an instructor comes on or the day changes; what only needs a look passes here and is told at the gates.</summary>
    private async Task CheckInstructorAsync(DbScope db, LessonInfo card, LessonInfo? before)
    {
        if (card.InstructorId is not { } id || (id == before?.InstructorId && card.Day == before.Day))
        {
            return;
        }
        if ((await qualification.JudgeAsync(db, [new Lesson(id, card.Day)])).Values.SelectMany(f => f).FirstOrDefault(f => f.Severity == Severity.Block) is { } stop)
        {
            throw new Refusal(stop.Rule, stop.Sentence) { Field = nameof(card.InstructorId), Status = 409 };
        }
    }

    /// <summary>What makes a session impossible to store.</summary>
    public static IEnumerable<Refusal> Problems(LessonInfo card) =>
    [
        .. Catalogue.Problems.When(card.Day.Year < 2000, nameof(card.Day), "required", "请填写上课日期。"),
        .. Catalogue.Problems.When(card.EndsAt <= card.StartsAt, nameof(card.EndsAt), "times_reversed", "下课时间应晚于上课时间。"),
        .. Catalogue.Problems.When(card.Hours <= StudyHours.Zero || card.Hours.Hours > 24, nameof(card.Hours), "hours_range", "学时应大于 0，一次课最多 24。"),
        .. Catalogue.Problems.When(string.IsNullOrWhiteSpace(card.Topic), nameof(card.Topic), "required", "请填写授课内容。"),
        .. Catalogue.Problems.When(card.Topic.Length > 100, nameof(card.Topic), "too_long", "授课内容最多 100 个字。"),
    ];

    private async Task<ClassRow> LockAsync(DbScope db, long classId, ICurrentUser user)
    {
        var classNo = await db.FirstAsync<string>("SELECT class_no FROM training_class WHERE id = @classId", new { classId }) ?? throw Refusal.NotFound("没有这个培训班。");
        return await classes.LockAsync(db, classNo, user);
    }
}
