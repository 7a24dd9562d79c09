using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Courses;

namespace CEBase.Catalogue.Teaching;

/// <summary>What staff write about one session.</summary>
internal sealed record PlanText(long SessionId, string Objectives, string Outline, string Method, string Assessment);

/// <summary>Makes and changes drafts of teaching plans; filing is a step of <see cref="TeachingPlanWorkflow"/>. What is filed is never written again.</summary>
[RestsOn("BJTU:22", How = "教学计划逐次课写明教学目标、内容提纲、教学方法与考核方式，改动另立新版")]
internal sealed class TeachingPlanService(TeachingPlanRepository plans, ClassRepository classes, CourseRepository courses, Trace trace, TimeProvider clock)
{
    /// <summary>What is said to those without the right to plans, materials and safety records.</summary>
    public const string NotAllowed = "您没有管理教学计划、资料与安全记录的权限，请联系管理员。";

    private const int MaxText = 2000;

    /// <summary>The draft of the class, made from the version before or from the course and the timetable when there is none.</summary>
    public async Task<TeachingPlan> DraftAsync(DbScope db, string classNo, ICurrentUser user)
    {
        var row = await classes.LockAsync(db, classNo, user, Permissions.TeachingManage, NotAllowed);
        var versions = await plans.OfClassAsync(db, row.Id);
        if (versions.FirstOrDefault(v => v.State == TeachingPlan.Draft) is { } there)
        {
            return there;
        }
        var before = versions.Count == 0 ? null : versions[0];
        var course = (await courses.FindAsync(db, row.CourseId))!;
        var id = await db.InsertAsync("""
            INSERT INTO teaching_plan (class_id, number, state, objectives, created_at, filed_by_name, version) VALUES (@ClassId, @Number, @Draft, @Objectives, @Now, '', 1)
            """, new { ClassId = row.Id, Number = (before?.Number ?? 0) + 1, TeachingPlan.Draft, Objectives = before?.Objectives ?? course.Objectives, Now = clock.GetUtcNow() });
        var known = before is null ? [] : await plans.SessionsAsync(db, before.Id);
        await plans.ReplaceAsync(db, id, Prefill(row, course, known, await classes.SessionsAsync(db, row.Id)));
        await trace.AppendAsync(db, new TraceEntry(TeachingPlan.RecordType, id, "plan_draft") { To = TeachingPlan.Draft }, user);
        return (await plans.FindAsync(db, id))!;
    }

    /// <summary>
    /// Writes the draft and brings its sessions up to the timetable. What is left empty is filled with the class-wide method and assessment.
    /// </summary>
    /// <exception cref="Refusal"><c>plan_filed</c>, <c>plan_changed</c>, <c>plan_long</c>.</exception>
    public async Task SaveAsync(DbScope db, string classNo, int version, string objectives, IReadOnlyList<PlanText> texts, string method, string assessment, ICurrentUser user)
    {
        var row = await classes.LockAsync(db, classNo, user, Permissions.TeachingManage, NotAllowed);
        var draft = (await plans.OfClassAsync(db, row.Id)).FirstOrDefault(v => v.State == TeachingPlan.Draft)
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
        var stored = (await plans.SessionsAsync(db, draft.Id)).ToDictionary(s => s.SessionId);
        await plans.ReplaceAsync(db, draft.Id, [.. (await classes.SessionsAsync(db, row.Id)).Select(card =>
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
    public static IReadOnlyList<PlanLesson> Prefill(ClassCard row, Course course, IReadOnlyList<PlanLesson> before, IReadOnlyList<LessonInfo> timetable)
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
}
