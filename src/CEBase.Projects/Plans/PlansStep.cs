using CEBase.Projects.Units;

namespace CEBase.Projects.Plans;

/// <summary>Recipe step <c>plans</c>: sample annual plans, their year counted from this one. A unit's plan of a year that is there is left alone.</summary>
internal sealed class PlansStep(PlanRepository repository, PlanService plans, UnitRepository units, Trace trace, TimeProvider clock) : IRecipeStep
{
    private sealed record PlanLine(string Unit, int YearIn, string State, SurveyLine[] Surveys, ItemLine[] Items);

    private sealed record SurveyLine(string Title, string Method, int Sample, string HeldOn, string Findings);

    private sealed record ItemLine(string Name, string Task, string Form, int Month, int Runs, int Headcount, decimal Hours, decimal Budget, string? Survey = null);

    public string Name => "plans";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var today = clock.Today();
        foreach (var line in context.ReadFile<PlanLine[]>(step))
        {
            var unit = await units.FindAsync(db, line.Unit) ?? throw new RecipeException($"年度计划的 unit：没有承办单位“{line.Unit}”。");
            var year = today.Year + line.YearIn;
            if (await repository.FindIdAsync(db, year, unit.Id) is not null)
            {
                continue;
            }
            var id = await plans.StartAsync(db, year, unit.Id, SystemUser.Instance);
            foreach (var s in line.Surveys)
            {
                await plans.SaveSurveyAsync(db, id, new NeedSurvey
                {
                    Title = s.Title, Method = s.Method, Sample = s.Sample, HeldOn = DateOnly.ParseExact($"{year - 1}-{s.HeldOn}", "yyyy-MM-dd"), Findings = s.Findings,
                }, SystemUser.Instance);
            }
            var surveys = (await repository.SurveysAsync(db, id)).ToDictionary(s => s.Title, s => s.Id);
            foreach (var i in line.Items)
            {
                await plans.SaveItemAsync(db, id, new PlanItem
                {
                    Name = i.Name, Task = i.Task, Form = i.Form, Month = i.Month, Runs = i.Runs, Headcount = i.Headcount, Hours = StudyHours.FromHours(i.Hours), Budget = Money.FromYuan(i.Budget),
                    SurveyId = i.Survey is null ? null : surveys.TryGetValue(i.Survey, out var survey) ? survey : throw new RecipeException($"计划条目“{i.Name}”的 survey：没有调研“{i.Survey}”。"),
                }, SystemUser.Instance);
            }
            if (line.State != PlanWorkflow.Draft)
            {
                await db.ExecuteAsync("UPDATE annual_plan SET state = @State, filed_on = @FiledOn, revision = @Revision WHERE id = @id", new
                {
                    id, line.State, FiledOn = line.State == PlanWorkflow.Filed ? new DateOnly(year, 1, 8) : (DateOnly?)null, Revision = line.State == PlanWorkflow.Filed ? 1 : 0,
                });
                await trace.AppendAsync(db, new TraceEntry(AnnualPlan.RecordType, id, "recipe") { To = line.State }, SystemUser.Instance);
            }
        }
    }
}
