using CEBase.Projects.Units;

namespace CEBase.Projects.Plans;

/// <summary>Makes annual plans and keeps their items and surveys while they are drafted or amended.</summary>
[RestsOn("NPU:4", "NPU:5", "NPU:16", How = "年度计划登记任务类型、办班形式、人数、学时、经费和需求调研")]
internal sealed class PlanService(PlanRepository plans, UnitRepository units, Trace trace, TimeProvider clock)
{
    /// <summary>Starts the plan of a unit and year; the one that is there already is given back.</summary>
    public async Task<long> StartAsync(DbScope db, int year, long unitId, ICurrentUser user)
    {
        Demand(user);
        Field.Check(year >= clock.Today().Year - 1 && year <= clock.Today().Year + 2, "plan_year", "Year", "计划年度应在去年到后年之间。");
        Field.Check(await units.FindAsync(db, unitId) is not null, "required", "UnitId", "请选择承办单位。");
        var isNew = await plans.AddAsync(db, year, unitId, clock.GetUtcNow());
        var id = (await plans.FindIdAsync(db, year, unitId))!.Value;
        if (isNew)
        {
            await trace.AppendAsync(db, new TraceEntry(AnnualPlan.RecordType, id, "create") { To = PlanWorkflow.Draft }, user);
        }
        return id;
    }

    /// <summary>Adds an item, or writes over the one of that name.</summary>
    public async Task SaveItemAsync(DbScope db, long planId, PlanItem item, ICurrentUser user)
    {
        item = item with { Name = Field.Required(item.Name, nameof(item.Name), "项目名称", ProjectWords.NameLength) };
        Field.Check(ProjectWords.Tasks.Any(t => t.Code == item.Task), "required", nameof(item.Task), "请选择任务类型。");
        Field.Check(ProjectWords.Forms.Any(f => f.Code == item.Form), "required", nameof(item.Form), "请选择办班形式。");
        Field.Check(item.Month is >= 1 and <= 12, "required", nameof(item.Month), "请选择月份。");
        Field.Check(item.Runs is >= 1 and <= 100, "quantity_range", nameof(item.Runs), "期数应在 1 到 100 之间。");
        Field.Check(item.Headcount is >= 1 and <= 100_000, "quantity_range", nameof(item.Headcount), "请填写预计人数。");
        Field.Check(item.Hours > StudyHours.Zero, "quantity_range", nameof(item.Hours), "请填写学时，最多一位小数。");
        Field.Check(item.Budget >= Money.Zero, "amount_range", nameof(item.Budget), "请填写经费预算，最多两位小数。");
        await ChangeAsync(db, planId, "plan_item", user, async () =>
        {
            Field.Check(item.SurveyId is null || (await plans.SurveysAsync(db, planId)).Any(s => s.Id == item.SurveyId), "survey_unknown", nameof(item.SurveyId), "所选调研不在这份计划里。");
            return await plans.SaveItemAsync(db, planId, item);
        });
    }

    /// <summary>Takes an item off that no project was drafted from.</summary>
    public async Task RemoveItemAsync(DbScope db, long planId, long itemId, ICurrentUser user)
    {
        if (await plans.IsInUseAsync(db, itemId))
        {
            throw new Refusal("item_in_use", "已有项目按这个条目立项，不能删除。") { Status = 409 };
        }
        await ChangeAsync(db, planId, "plan_item_remove", user, () => plans.RemoveItemAsync(db, planId, itemId));
    }

    /// <summary>Adds a survey, or writes over the one of that title.</summary>
    public Task SaveSurveyAsync(DbScope db, long planId, NeedSurvey survey, ICurrentUser user)
    {
        survey = survey with
        {
            Title = Field.Required(survey.Title, nameof(survey.Title), "调研名称", 100), Method = Field.Required(survey.Method, nameof(survey.Method), "调研方式", 100),
            Findings = Field.Required(survey.Findings, nameof(survey.Findings), "调研结论", 1000),
        };
        Field.Check(survey.Sample >= 1, "quantity_range", nameof(survey.Sample), "请填写样本数，至少 1。");
        return ChangeAsync(db, planId, "plan_survey", user, () => plans.SaveSurveyAsync(db, planId, survey));
    }

    private async Task ChangeAsync(DbScope db, long planId, string act, ICurrentUser user, Func<Task<int>> change)
    {
        Demand(user);
        if (!(await plans.LockAsync(db, planId)).IsEditable)
        {
            throw new Refusal("plan_fixed", "计划正在审核或已经备案。要改动已备案的计划，请先办理“修订计划”。") { Status = 409 };
        }
        if (await change() > 0)
        {
            await plans.TouchAsync(db, planId);
            await trace.AppendAsync(db, new TraceEntry(AnnualPlan.RecordType, planId, act), user);
        }
    }

    private static void Demand(ICurrentUser user) => user.Demand(Permissions.Manage, "您没有起草年度计划的权限。");
}
