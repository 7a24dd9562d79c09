namespace CEBase.Learning.Attendance;

/// <summary>A row as the user sent it back.</summary>
/// <param name="LearnerId">The learner.</param>
/// <param name="State">What is chosen now; null is nothing.</param>
/// <param name="Was">What was shown when the sheet was drawn.</param>
/// <param name="Version">Version of the mark that was shown; 0 when there was none.</param>
internal sealed record SignInSheetRow(long LearnerId, AttendanceState? State, AttendanceState? Was, int Version);

/// <summary>What became of a sheet.</summary>
/// <param name="Saved">Rows that changed.</param>
/// <param name="Conflicts">Sentences on rows that somebody else changed in the meantime; those were left as the other person set them.</param>
/// <param name="ConflictIds">Learners of those rows.</param>
internal sealed record SheetOutcome(int Saved, IReadOnlyList<string> Conflicts, IReadOnlyList<long> ConflictIds);

/// <summary>
/// The attendance sheet: saved row by row in one transaction. Only rows the user touched are written, so two people at one sheet don't undo
/// each other; where both touched one row, the first stands and the second is told.
/// </summary>
[RestsOn("BJTU:14", How = "逐次考勤登记")]
[RestsOn("NPU:10", How = "考勤改动逐条留痕")]
internal sealed class AttendanceSheet(IDatabase database, LessonHours hours, LessonRegister register, Trace trace)
{
    /// <summary>Saves the rows and, when <paramref name="rest"/> is given, marks everybody who has no mark yet.</summary>
    public Task<SheetOutcome> SaveAsync(long sessionId, IReadOnlyList<SignInSheetRow> rows, AttendanceState? rest, ICurrentUser user) => database.WriteAsync(async db =>
    {
        var file = await OpenAsync(db, sessionId, user);
        var roster = await hours.RosterAsync(db, file.Class.Id);
        var names = roster.ToDictionary(e => e.LearnerId, e => e.LearnerName);
        var marks = (await register.MarksAsync(db, sessionId)).ToDictionary(m => m.LearnerId);

        var changed = new List<NewMark>();
        var conflicts = new List<(long Id, string Sentence)>();
        foreach (var row in rows.Where(r => r.State is not null && r.State != r.Was && (names.ContainsKey(r.LearnerId) || marks.ContainsKey(r.LearnerId))))
        {
            var now = marks.GetValueOrDefault(row.LearnerId);
            if (now?.State == row.State)
            {
                continue;
            }
            if ((now?.Version ?? 0) != row.Version)
            {
                conflicts.Add((row.LearnerId, $"{names.GetValueOrDefault(row.LearnerId, "该学员")}：{now!.MarkedByName}刚才记为“{now.State.Label()}”，您选的“{row.State!.Value.Label()}”没有保存。如仍要改，请再选一次并保存。"));
                continue;
            }
            changed.Add(new NewMark(row.LearnerId, row.State!.Value));
        }
        if (rest is { } state)
        {
            var touched = changed.Select(c => c.LearnerId).Concat(marks.Keys).ToHashSet();
            changed.AddRange(roster.Where(e => !touched.Contains(e.LearnerId)).Select(e => new NewMark(e.LearnerId, state)));
        }
        if (changed.Count > 0)
        {
            await register.SetAsync(db, sessionId, file.Class.Id, changed, "staff", user);
            var counts = changed.GroupBy(c => c.State).OrderBy(g => g.Key).Select(g => $"{g.Key.Label()} {g.Count()}");
            await trace.AppendAsync(db, new TraceEntry(LessonStates.RecordType, sessionId, "mark_attendance") { Comment = string.Join("，", counts) }, user);
        }
        return new SheetOutcome(changed.Count, [.. conflicts.Select(c => c.Sentence)], [.. conflicts.Select(c => c.Id)]);
    });

    private async Task<ClassLesson> OpenAsync(DbScope db, long sessionId, ICurrentUser user)
    {
        var file = await hours.FileAsync(db, sessionId) ?? throw Refusal.NotFound("没有找到这次课。");
        user.Demand(Permissions.Take, "您没有登记考勤的权限，请联系管理员。");
        user.Demand(ClassAccess.MayManage(file.Class, user), "这不是您担任班主任的班，不能登记考勤。");
        if (file.Class.State is ClassStates.Draft or ClassStates.Planned or ClassStates.Cancelled or ClassStates.Archived)
        {
            throw new Refusal("class_state", $"培训班现在是“{ClassWords.States.LabelOf(file.Class.State)}”，不能登记考勤。") { Status = 409 };
        }
        if ((await register.OpenAsync(db, sessionId, file.Class.Id)).State == LessonStates.Confirmed)
        {
            throw new Refusal("session_confirmed", "这次课的学时已经确认，考勤不能直接改。请用“更正一人”写明原因更正，或撤回确认。") { Status = 409 };
        }
        return file;
    }
}
