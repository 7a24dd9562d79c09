namespace CEBase.Learning.Attendance;

/// <summary>A lesson on the class's attendance page.</summary>
internal sealed record LessonLine(LessonInfo Lesson, string State, bool IsOver, int Present, int Absent, int Unmarked, int Refused);

/// <summary>考勤: the lessons of a class, with state, counts and links.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassAttendanceModel(
    IDatabase database, IClassDirectory classes, IEnrolmentDirectory enrolments, LessonRegister register, HourRefusals refusals, ICurrentUser user, TimeProvider clock) : PageModel
{
    [FromRoute] public string No { get; set; } = "";

    public ClassCard Class { get; private set; } = null!;
    public IReadOnlyList<LessonLine> Lessons { get; private set; } = [];
    public int Roster { get; private set; }
    public bool MayTake => user.Has(Permissions.Take) && ClassAccess.MayManage(Class, user);

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        Class = await classes.OfNumberAsync(db, No);
        var roster = (await enrolments.OfClassAsync(db, Class.Id)).Select(e => e.LearnerId).ToHashSet();
        var rows = (await register.OfClassesAsync(db, [Class.Id])).ToDictionary(r => r.SessionId, r => r.State);
        var marks = (await register.MarksOfClassAsync(db, Class.Id)).ToLookup(m => m.SessionId);
        var refused = (await refusals.OfClassAsync(db, Class.Id)).GroupBy(r => r.SessionId).ToDictionary(g => g.Key, g => g.Select(r => r.LearnerId).Distinct().Count());
        Roster = roster.Count;
        var now = clock.GetUtcNow();
        Lessons = [.. (await classes.SessionsAsync(db, Class.Id)).Select(s => new LessonLine(s, rows.GetValueOrDefault(s.Id, LessonStates.Open), s.Day.At(s.EndsAt) <= now,
            marks[s.Id].Count(m => m.State.WasThere()), marks[s.Id].Count(m => !m.State.WasThere()), roster.Count(id => marks[s.Id].All(m => m.LearnerId != id)), refused.GetValueOrDefault(s.Id)))];
    });
}
