namespace CEBase.Projects.Plans;

/// <summary>Makes annual plans and keeps their items and surveys while they are drafted or amended.</summary>
[RestsOn("NPU:4", "NPU:5", "NPU:16", How = "年度计划登记任务类型、办班形式、人数、学时、经费和需求调研")]
internal sealed class PlanService(Trace trace, TimeProvider clock)
{
    /// <summary>Starts the plan of a unit and year; the one that is there already is given back.</summary>
    public async Task<long> StartAsync(DbScope db, int year, long unitId, ICurrentUser user)
    {
        Ask(user);
        if (year < clock.Today().Year - 1 || year > clock.Today().Year + 2)
        {
            throw new Refusal("plan_year", "计划年度应在去年到后年之间。") { Field = "Year" };
        }
        if (await db.ScalarAsync<long>("SELECT count(*) FROM owning_unit WHERE id = @unitId", new { unitId }) == 0)
        {
            throw new Refusal("unit_unknown", "请选择承办单位。") { Field = "UnitId" };
        }
        var isNew = await db.ExecuteAsync("""
            INSERT INTO annual_plan (year, unit_id, state, state_since, note, revision, version) VALUES (@year, @unitId, 'draft', @Now, '', 0, 1) ON CONFLICT (year, unit_id) DO NOTHING
            """, new { year, unitId, Now = clock.GetUtcNow() }) == 1;
        var id = await db.ScalarAsync<long>("SELECT id FROM annual_plan WHERE year = @year AND unit_id = @unitId", new { year, unitId });
        if (isNew)
        {
            await trace.AppendAsync(db, new TraceEntry(PlanWorkflow.RecordType, id, "create") { To = PlanWorkflow.Draft }, user);
        }
        return id;
    }

    /// <summary>Adds an item, or writes over the one of that name.</summary>
    public async Task SaveItemAsync(DbScope db, long planId, PlanItem item, ICurrentUser user)
    {
        Require(item.Name, nameof(item.Name), "项目名称", ProjectWords.NameLength);
        if (ProjectWords.Tasks.All(t => t.Code != item.Task))
        {
            throw new Refusal("item_task", "请选择任务类型。") { Field = nameof(item.Task) };
        }
        if (ProjectWords.Forms.All(f => f.Code != item.Form))
        {
            throw new Refusal("item_form", "请选择办班形式。") { Field = nameof(item.Form) };
        }
        foreach (var (field, fits, sentence) in new[]
        {
            (nameof(item.Month), item.Month is >= 1 and <= 12, "请选择月份。"), (nameof(item.Runs), item.Runs is >= 1 and <= 100, "期数应在 1 到 100 之间。"),
            (nameof(item.Headcount), item.Headcount is >= 1 and <= 100_000, "请填写预计人数。"), (nameof(item.Hours), item.Hours > StudyHours.Zero, "请填写学时，最多一位小数。"),
            (nameof(item.Budget), item.Budget >= Money.Zero, "请填写经费预算，最多两位小数。"),
        })
        {
            if (!fits)
            {
                throw new Refusal("item_incomplete", sentence) { Field = field };
            }
        }
        await ChangeAsync(db, planId, "plan_item", user, async () =>
        {
            if (item.SurveyId is not null && (await PlanQueries.SurveysAsync(db, planId)).All(s => s.Id != item.SurveyId))
            {
                throw new Refusal("survey_unknown", "所选调研不在这份计划里。") { Field = nameof(item.SurveyId) };
            }
            return await db.ExecuteAsync("""
                INSERT INTO plan_item (plan_id, name, task, form, month, runs, headcount, hours, budget, survey_id)
                VALUES (@planId, @Name, @Task, @Form, @Month, @Runs, @Headcount, @Hours, @Budget, @SurveyId)
                ON CONFLICT (plan_id, name) DO UPDATE SET task = excluded.task, form = excluded.form, month = excluded.month, runs = excluded.runs, headcount = excluded.headcount,
                  hours = excluded.hours, budget = excluded.budget, survey_id = excluded.survey_id
                """, new { planId, Name = item.Name.Trim(), item.Task, item.Form, item.Month, item.Runs, item.Headcount, item.Hours, item.Budget, item.SurveyId });
        });
    }

    /// <summary>Takes an item off that no project was drafted from.</summary>
    public async Task RemoveItemAsync(DbScope db, long planId, long itemId, ICurrentUser user)
    {
        if (await db.ScalarAsync<long>("SELECT count(*) FROM project WHERE plan_item_id = @itemId", new { itemId }) > 0)
        {
            throw new Refusal("item_in_use", "已有项目按这个条目立项，不能删除。") { Status = 409 };
        }
        await ChangeAsync(db, planId, "plan_item_remove", user, () => db.ExecuteAsync("DELETE FROM plan_item WHERE id = @itemId AND plan_id = @planId", new { itemId, planId }));
    }

    /// <summary>Adds a survey, or writes over the one of that title.</summary>
    public Task SaveSurveyAsync(DbScope db, long planId, NeedSurvey survey, ICurrentUser user)
    {
        Require(survey.Title, nameof(survey.Title), "调研名称", 100);
        Require(survey.Method, nameof(survey.Method), "调研方式", 100);
        Require(survey.Findings, nameof(survey.Findings), "调研结论", 1000);
        if (survey.Sample < 1)
        {
            throw new Refusal("survey_sample", "请填写样本数，至少 1。") { Field = nameof(survey.Sample) };
        }
        return ChangeAsync(db, planId, "plan_survey", user, () => db.ExecuteAsync("""
            INSERT INTO need_survey (plan_id, title, method, sample, held_on, findings, file_hash, file_name) VALUES (@planId, @Title, @Method, @Sample, @HeldOn, @Findings, @FileHash, @FileName)
            ON CONFLICT (plan_id, title) DO UPDATE SET method = excluded.method, sample = excluded.sample, held_on = excluded.held_on, findings = excluded.findings,
              file_hash = CASE WHEN excluded.file_hash = '' THEN need_survey.file_hash ELSE excluded.file_hash END,
              file_name = CASE WHEN excluded.file_hash = '' THEN need_survey.file_name ELSE excluded.file_name END
            """, new { planId, Title = survey.Title.Trim(), Method = survey.Method.Trim(), survey.Sample, survey.HeldOn, Findings = survey.Findings.Trim(), survey.FileHash, survey.FileName }));
    }

    private async Task ChangeAsync(DbScope db, long planId, string act, ICurrentUser user, Func<Task<int>> change)
    {
        Ask(user);
        await db.FirstAsync<long?>("SELECT id FROM annual_plan WHERE id = @planId" + db.Dialect.ForUpdate, new { planId });
        var plan = await PlanQueries.FindAsync(db, planId) ?? throw Refusal.NotFound("没有这份年度计划。");
        if (!plan.IsEditable)
        {
            throw new Refusal("plan_fixed", "计划正在审核或已经备案。要改动已备案的计划，请先办理“修订计划”。") { Status = 409 };
        }
        if (await change() > 0)
        {
            await db.ExecuteAsync("UPDATE annual_plan SET version = version + 1 WHERE id = @planId", new { planId });
            await trace.AppendAsync(db, new TraceEntry(PlanWorkflow.RecordType, planId, act), user);
        }
    }

    private static void Ask(ICurrentUser user)
    {
        if (!user.Has(Permissions.Manage))
        {
            throw new Refusal("not_allowed", "您没有起草年度计划的权限。") { Status = 403 };
        }
    }

    private static void Require(string value, string field, string label, int most)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Trim().Length > most)
        {
            throw new Refusal("plan_incomplete", $"请填写{label}，最多 {most} 个字。") { Field = field };
        }
    }
}
