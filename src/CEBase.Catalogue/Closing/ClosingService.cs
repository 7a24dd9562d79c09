using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Closing;

/// <summary>Keeps summary, evaluation and improvements of a class until it is closed; submitting and filing are steps of <see cref="SummaryWorkflow"/>.</summary>
[RestsOn("BJTU:15", How = "登记问卷发放、回收份数和三项满意度，或不评价的原因")]
[RestsOn("BJTU:30", How = "总结含评价分析和整改表，逐条记录措施、责任人、期限和结果")]
[RestsOn("NPU:17", How = "登记学员意见和改进措施")]
[RestsOn("NPU:18", How = "登记班级总结报省人社厅备案的日期和回执号")]
internal sealed class ClosingService(ClosingFigures figures, Trace trace, TimeProvider clock)
{
    private const int LongestText = 8000;

    /// <summary>The summary, or a first draft of it written from the figures.</summary>
    public async Task<ClassSummary> DraftAsync(DbScope db, ClassRow row)
    {
        var known = (await figures.OfAsync(db, row.Id)).ToDictionary(f => f.Label, f => f.Value);
        var evaluation = await ClassEvaluation.FindAsync(db, row.Id);
        var improvements = await Improvement.OfClassAsync(db, row.Id);
        return new ClassSummary
        {
            ClassId = row.Id,
            Overview = $"{row.Name}（班号 {row.ClassNo}）于 {row.StartsOn.InText()}至 {row.EndsOn.InText()}{(row.IsOnline ? "在线上" : $"在{row.City}{row.Venue}")}举办，共 {row.Hours} 学时。{Sentence("录取人数", "学员单位")}",
            Teaching = row.Audience.Length == 0 ? "" : $"面向{row.Audience.TrimEnd('。')}。",
            Results = Sentence("课次", "出勤率", "登记学时", "考核"),
            Evaluation = evaluation?.Sentence ?? "",
            Problems = string.Join("\n", improvements.Select((i, n) => $"{n + 1}. {i.Problem}。措施：{i.Measure}。")),
        };

        string Sentence(params string[] labels)
        {
            var parts = labels.Where(known.ContainsKey).Select(label => $"{label} {known[label]}").ToList();
            return parts.Count == 0 ? "" : string.Join("，", parts) + "。";
        }
    }

    /// <summary>Saves the draft.</summary>
    /// <exception cref="Refusal"><c>summary_submitted</c>; <c>summary_changed</c> when somebody else saved in between; those of <see cref="ClassService.LockAsync"/>.</exception>
    public async Task SaveSummaryAsync(DbScope db, string classNo, ClassSummary summary, ICurrentUser user)
    {
        var row = await ClassService.LockAsync(db, classNo, user);
        if (summary.Parts.FirstOrDefault(p => p.Text.Length > LongestText) is { Heading: { } heading })
        {
            throw new Refusal("too_long", $"“{heading}”最多 {LongestText} 个字。");
        }
        await StoreAsync(db, row.Id, summary, user);
    }

    /// <summary>Stores a draft, whatever state the class is in.</summary>
    public async Task StoreAsync(DbScope db, long classId, ClassSummary summary, ICurrentUser user)
    {
        var before = await ClassSummary.FindAsync(db, classId);
        if (before is { IsSubmitted: true })
        {
            throw new Refusal("summary_submitted", "总结已经提交。需要修改的，请基地工作人员先退回。") { Status = 409 };
        }
        if ((before?.Version ?? 0) != summary.Version)
        {
            throw new Refusal("summary_changed", "刚才有人保存过这份总结。请复制您写的文字，刷新后再改。") { Status = 409 };
        }
        await db.ExecuteAsync("""
            INSERT INTO class_summary (class_id, state, overview, teaching, results, evaluation, problems, figures, saved_at, saved_by_name, version)
            VALUES (@classId, 'draft', @Overview, @Teaching, @Results, @Evaluation, @Problems, '[]', @Now, @Name, 1)
            ON CONFLICT (class_id) DO UPDATE SET overview = excluded.overview, teaching = excluded.teaching, results = excluded.results, evaluation = excluded.evaluation,
              problems = excluded.problems, saved_at = excluded.saved_at, saved_by_name = excluded.saved_by_name, version = class_summary.version + 1
            """, new
        {
            classId, Overview = summary.Overview.Trim(), Teaching = summary.Teaching.Trim(), Results = summary.Results.Trim(), Evaluation = summary.Evaluation.Trim(),
            Problems = summary.Problems.Trim(), Now = clock.GetUtcNow(), Name = user.DisplayName,
        });
        await trace.AppendAsync(db, new TraceEntry(SummaryWorkflow.RecordType, classId, "edit"), user);
    }

    /// <summary>Records the evaluation.</summary>
    /// <exception cref="Refusal"><c>evaluation_incomplete</c>, <c>evaluation_range</c>, <c>evaluation_changed</c>; those of <see cref="ClassService.LockAsync"/>.</exception>
    public async Task SaveEvaluationAsync(DbScope db, string classNo, ClassEvaluation evaluation, ICurrentUser user)
    {
        var row = await ClassService.LockAsync(db, classNo, user);
        Check(evaluation);
        await StoreAsync(db, row.Id, evaluation, user);
    }

    /// <summary>Stores an evaluation, whatever state the class is in.</summary>
    public async Task StoreAsync(DbScope db, long classId, ClassEvaluation evaluation, ICurrentUser user)
    {
        if (((await ClassEvaluation.FindAsync(db, classId))?.Version ?? 0) != evaluation.Version)
        {
            throw new Refusal("evaluation_changed", "刚才有人登记过评价，请刷新后再改。") { Status = 409 };
        }
        await db.ExecuteAsync("""
            INSERT INTO class_evaluation (class_id, sent, returned, instructors, content, management, opinions, reason, recorded_at, recorded_by_name, version)
            VALUES (@classId, @Sent, @Returned, @Instructors, @Content, @Management, @Opinions, @Reason, @Now, @Name, 1)
            ON CONFLICT (class_id) DO UPDATE SET sent = excluded.sent, returned = excluded.returned, instructors = excluded.instructors, content = excluded.content,
              management = excluded.management, opinions = excluded.opinions, reason = excluded.reason, recorded_at = excluded.recorded_at,
              recorded_by_name = excluded.recorded_by_name, version = class_evaluation.version + 1
            """, new
        {
            classId, evaluation.Sent, evaluation.Returned, evaluation.Instructors, evaluation.Content, evaluation.Management,
            Opinions = evaluation.Opinions.Trim(), Reason = evaluation.HasSurvey ? "" : evaluation.Reason.Trim(), Now = clock.GetUtcNow(), Name = user.DisplayName,
        });
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, classId, "evaluation_recorded") { Comment = evaluation.Sentence }, user);
    }

    /// <summary>Notes an improvement; the same problem again changes it.</summary>
    /// <exception cref="Refusal"><c>required</c> with the field; those of <see cref="ClassService.LockAsync"/>.</exception>
    public async Task SaveImprovementAsync(DbScope db, string classNo, Improvement improvement, ICurrentUser user)
    {
        var row = await ClassService.LockAsync(db, classNo, user);
        foreach (var (text, field, label) in new[] { (improvement.Problem, "Problem", "问题"), (improvement.Measure, "Measure", "改进措施"), (improvement.Responsible, "Responsible", "责任人") })
        {
            if (text.Trim().Length is 0 or > 500)
            {
                throw new Refusal("required", $"请填写{label}，最多 500 个字。") { Field = field };
            }
        }
        if (improvement.DueOn.Year < 2000)
        {
            throw new Refusal("required", "请填写完成期限。") { Field = "DueOn" };
        }
        await db.ExecuteAsync("""
            INSERT INTO class_improvement (class_id, problem, measure, responsible, due_on, outcome, noted_at, noted_by_name)
            VALUES (@Id, @Problem, @Measure, @Responsible, @DueOn, '', @Now, @Name)
            ON CONFLICT (class_id, problem) DO UPDATE SET measure = excluded.measure, responsible = excluded.responsible, due_on = excluded.due_on
            """, new { row.Id, Problem = improvement.Problem.Trim(), Measure = improvement.Measure.Trim(), Responsible = improvement.Responsible.Trim(), improvement.DueOn, Now = clock.GetUtcNow(), Name = user.DisplayName });
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "improvement_noted") { Comment = improvement.Problem.Trim() }, user);
    }

    /// <summary>Notes what came of an improvement, also after the class has closed.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>not_yours</c>, <c>required</c>.</exception>
    public async Task FinishImprovementAsync(DbScope db, string classNo, long id, string outcome, ICurrentUser user)
    {
        var row = await ClassRow.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为 {classNo} 的培训班。");
        if (!ClassAccess.MayManage(row.AdviserId, user))
        {
            throw new Refusal("not_yours", "只有基地工作人员和本班班主任可以登记整改结果。") { Status = 403 };
        }
        if (outcome.Trim().Length is 0 or > 500)
        {
            throw new Refusal("required", "请写明整改结果，最多 500 个字。") { Field = "Outcome" };
        }
        var done = await db.ExecuteAsync("UPDATE class_improvement SET done_on = @Today, outcome = @outcome WHERE id = @id AND class_id = @ClassId AND done_on IS NULL",
            new { id, ClassId = row.Id, Today = clock.Today(), outcome = outcome.Trim() });
        if (done == 1)
        {
            await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "improvement_done") { Comment = outcome.Trim() }, user);
        }
    }

    /// <summary>Notes that the summary was filed with the province, on which day and under which number; also after the class has closed.</summary>
    /// <exception cref="Refusal"><c>not_allowed</c>; <c>summary_draft</c>; <c>required</c>; <c>day_future</c>.</exception>
    public async Task FileAsync(DbScope db, string classNo, DateOnly day, string number, ICurrentUser user)
    {
        var row = await ClassRow.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为 {classNo} 的培训班。");
        if (!user.Has(Permissions.Manage))
        {
            throw new Refusal("not_allowed", "总结备案由基地工作人员登记。") { Status = 403 };
        }
        if (number.Trim().Length is 0 or > 100)
        {
            throw new Refusal("required", "请填写回执号或收文凭证，最多 100 个字。") { Field = "FilingNo" };
        }
        if (await ClassSummary.FindAsync(db, row.Id) is not { IsSubmitted: true, SubmittedOn: { } submitted })
        {
            throw new Refusal("summary_draft", "总结提交之后才能登记备案。") { Status = 409 };
        }
        if (day < submitted || day > clock.Today())
        {
            throw new Refusal("day_future", $"备案日期应在提交日（{submitted.InTable()}）和今天之间。") { Field = "FiledOn" };
        }
        await db.ExecuteAsync("UPDATE class_summary SET filed_on = @day, filing_no = @number, version = version + 1 WHERE class_id = @Id", new { row.Id, day, number = number.Trim() });
        await trace.AppendAsync(db, new TraceEntry(SummaryWorkflow.RecordType, row.Id, "summary_filed") { Comment = number.Trim() }, user);
    }

    private static void Check(ClassEvaluation e)
    {
        if (e.Sent < 0 || e.Returned < 0 || e.Returned > e.Sent)
        {
            throw new Refusal("evaluation_range", "收回份数应在 0 和发放份数之间。") { Field = nameof(e.Returned) };
        }
        if (e.Sent == 0 && string.IsNullOrWhiteSpace(e.Reason))
        {
            throw new Refusal("evaluation_incomplete", "请填写问卷发放份数；没有开展评价的，请写明原因。") { Field = nameof(e.Reason) };
        }
        if (new[] { e.Instructors, e.Content, e.Management }.Any(score => score is < 0 or > 1000))
        {
            throw new Refusal("evaluation_range", "满意度应为 0 到 100 之间的数，最多一位小数。") { Field = nameof(e.Instructors) };
        }
        if (e.Returned > 0 && (e.Instructors ?? e.Content ?? e.Management) is null)
        {
            throw new Refusal("evaluation_incomplete", "请填写师资、内容、管理三项满意度中问到的几项。") { Field = nameof(e.Instructors) };
        }
    }
}
