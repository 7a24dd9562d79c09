using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Teaching;

/// <summary>Before a class opens and starts: its plan in force covers the timetable, and its materials were looked at.</summary>
internal sealed class TeachingGates(TeachingPlanRepository plans, MaterialFacts materials, IClassDirectory classes) : IClassGates
{
    public void Describe(StepSet<ClassRow> steps) => steps.On(ClassWorkflow.OpenEnrolment, ClassWorkflow.Start)
        .Gate("教学计划备案", "plan", (s, c) => PlanAsync(s.Db, c.Id), typeof(TeachingPlanRule))
        .Gate("教材讲义与审阅", "materials", (s, c) => materials.CheckAsync(s.Db, c), typeof(MaterialsRule));

    /// <summary>The plan in force against the timetable.</summary>
    public async Task<IReadOnlyList<Finding>> PlanAsync(DbScope db, long classId) =>
        [.. TeachingPlanRule.Check(await plans.FiledSessionsAsync(db, classId), await classes.SessionsAsync(db, classId))];
}
