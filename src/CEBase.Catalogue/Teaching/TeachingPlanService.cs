using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Courses;

namespace CEBase.Catalogue.Teaching;

/// <summary>What staff write about one session.</summary>
internal sealed record PlanText(long SessionId, string Objectives, string Outline, string Method, string Assessment);

/// <summary>Makes and changes drafts of teaching plans; filing is a step of <see cref="TeachingPlanWorkflow"/>. What is filed is never written again.</summary>
[RestsOn("BJTU:22", How = "教学计划逐次课写明教学目标、内容提纲、教学方法与考核方式，改动另立新版")]
internal sealed class TeachingPlanService(IClassDirectory classes, Trace trace, TimeProvider clock)
{
    private const int MaxText = 2000;

    /// <summary>The draft of the class, made from the version before or from the course and the timetable when there is none.</summary>
    public async Task<TeachingPlan> DraftAsync(DbScope db, string classNo, ICurrentUser user)
    {
        var row = await TeachingAccess.LockAsync(db, classNo, user);
        var versions = await TeachingPlan.OfClassAsync(db, row.Id);
        if (versions.FirstOrDefault(v => v.State == TeachingPlan.Draft) is { } there)
        {
            return there;
        }
        var before = versions.Count == 0 ? null : versions[0];
        var course = (await db.FirstAsync<Course>("SELECT id, name, objectives, outline FROM course WHERE id = @CourseId", new { row.CourseId }))!;
        var id = await db.InsertAsync("""
            INSERT INTO teaching_plan (class_id, number, state, objectives, created_at, filed_by_name, version) VALUES (@ClassId, @Number, @Draft, @Objectives, @Now, '', 1)
            """, new { ClassId = row.Id, Number = (before?.Number ?? 0) + 1, TeachingPlan.Draft, Objectives = before?.Objectives ?? course.Objectives, Now = clock.GetUtcNow() });
        var known = before is null ? [] : await TeachingPlan.SessionsAsync(db, before.Id);
        await PutAsync(db, id, Prefill(row, course, known, await classes.SessionsAsync(db, row.Id)));
        await trace.AppendAsync(db, new TraceEntry(TeachingPlan.RecordType, id, "plan_draft") { To = TeachingPlan.Draft }, user);
        return (await TeachingPlan.FindAsync(db, id))!;
    }

    /// <summary>
    /// Writes the draft and brings its sessions up to the timetable. What is left empty is filled with the class-wide method and assessment.
    /// </summary>
    /// <exception cref="Refusal"><c>plan_filed</c>, <c>plan_changed</c>, <c>plan_long</c>.</exception>
    public async Task SaveAsync(DbScope db, string classNo, int version, string objectives, IReadOnlyList<PlanText> texts, string method, string assessment, ICurrentUser user)
    {
        var row = await TeachingAccess.LockAsync(db, classNo, user);
        var draft = (await TeachingPlan.OfClassAsync(db, row.Id)).FirstOrDefault(v => v.State == TeachingPlan.Draft)
            ?? throw new Refusal("plan_filed", "这一版已经备案，不能再改。请编制新版。") { Status = 409 };
        if (objectives.Length > MaxText || texts.Any(t => t.Objectives.Length > MaxText || t.Outline.Length > MaxText || t.Method.Length > 200 || t.Assessment.Length > 200))
        {
            throw new Refusal("plan_long", "教学目标和内容提纲各最多 2,000 字，教学方法和考核方式各最多 200 字。");
        }
        var saved = await db.ExecuteAsync("UPDATE teaching_plan SET objectives = @Objectives, version = version + 1 WHERE id = @Id AND state = @Draft AND version = @version",
            new { Objectives = objectives.Trim(), draft.Id, TeachingPlan.Draft, version });
        if (saved == 0)
        {
            throw new Refusal("plan_changed", "刚才有人改过这份教学计划。请复制您写的文字，刷新后再改。") { Status = 409 };
        }
        var written = texts.ToDictionary(t => t.SessionId);
        var stored = (await TeachingPlan.SessionsAsync(db, draft.Id)).ToDictionary(s => s.SessionId);
        await PutAsync(db, draft.Id, [.. (await classes.SessionsAsync(db, row.Id)).Select(card =>
        {
            var line = (stored.GetValueOrDefault(card.Id) ?? new PlanLesson()).On(card);
            var text = written.GetValueOrDefault(card.Id);
            return line with
            {
                Objectives = text?.Objectives.Trim() ?? line.Objectives,
                Outline = text?.Outline.Trim() ?? line.Outline,
                Method = Or(text?.Method ?? line.Method, method),
                Assessment = Or(text?.Assessment ?? line.Assessment, assessment),
            };
        })]);
        await trace.AppendAsync(db, new TraceEntry(TeachingPlan.RecordType, draft.Id, "plan_edit"), user);
    }

    /// <summary>The sessions of a first draft: what the version before says of a session, else what the course gives.</summary>
    public static IReadOnlyList<PlanLesson> Prefill(ClassRow row, Course course, IReadOnlyList<PlanLesson> before, IReadOnlyList<LessonInfo> timetable)
    {
        var known = before.ToDictionary(s => s.SessionId);
        var lines = course.Outline.Split('\n').Select(l => l.TrimStart('#', '-', '*', ' ', '\t').Trim()).Where(l => l.Length > 0).ToList();
        return
        [
            .. timetable.Select(card => known.TryGetValue(card.Id, out var old) ? old.On(card) : new PlanLesson
            {
                Objectives = $"掌握“{card.Topic}”的要点，能结合本单位工作加以运用。",
                Outline = lines.FirstOrDefault(l => l.Contains(card.Topic, StringComparison.Ordinal)) ?? card.Topic,
                Method = row.IsOnline ? "线上直播讲授与答疑" : "讲授与案例研讨",
            }.On(card)),
        ];
    }

    private static string Or(string text, string otherwise) => text.Trim() is { Length: > 0 } written ? written : otherwise.Trim();

    private static async Task PutAsync(DbScope db, long planId, IReadOnlyList<PlanLesson> lines)
    {
        await db.ExecuteAsync("DELETE FROM teaching_plan_session WHERE plan_id = @planId AND plan_id IN (SELECT id FROM teaching_plan WHERE state = @Draft)", new { planId, TeachingPlan.Draft });
        await InsertAsync(db, lines.Select(l => l with { PlanId = planId }));
    }

    /// <summary>Inserts lines as they are, for the recipe too.</summary>
    public static Task InsertAsync(DbScope db, IEnumerable<PlanLesson> lines) => db.ExecuteAsync("""
        INSERT INTO teaching_plan_session (plan_id, session_id, day, starts_at, ends_at, hours, topic, instructor_id, objectives, outline, method, assessment)
        VALUES (@PlanId, @SessionId, @Day, @StartsAt, @EndsAt, @Hours, @Topic, @InstructorId, @Objectives, @Outline, @Method, @Assessment)
        """, lines);
}
