using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Teaching;

/// <summary>The life of a version of a teaching plan. Filing one supersedes the version that was in force.</summary>
internal sealed class TeachingPlanWorkflow(TeachingPlanRepository plans, ClassRepository classes, TimeProvider clock) : TableWorkflow<TeachingPlan>("teaching_plan", clock)
{
    public const string File = "file";
    public const string Supersede = "supersede";

    public static WorkflowDefinition Life { get; } = new(TeachingPlan.RecordType, "教学计划",
    [
        new(TeachingPlan.Draft, "草稿", StateTone.Quiet),
        new(TeachingPlan.Filed, "已备案", StateTone.Done),
        new(TeachingPlan.Superseded, "已被新版取代", StateTone.Quiet),
    ],
    [
        new(File, "备案", [TeachingPlan.Draft], TeachingPlan.Filed, Permissions.TeachingManage),
        new(Supersede, "由新版取代", [TeachingPlan.Filed], TeachingPlan.Superseded, Permissions.TeachingManage) { IsAutomatic = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    /// <summary>A draft that was read before the move may not be saved after it, so the move counts as a change.</summary>
    public override async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE teaching_plan SET state = @to, version = version + 1 WHERE id = @recordId AND state = @from", new { recordId, from, to }) == 1;

    protected override Task<TeachingPlan?> ReadAsync(DbScope db, long recordId) => plans.FindAsync(db, recordId);

    protected override async Task<bool> MayActAsync(DbScope db, TeachingPlan record, ICurrentUser user) =>
        (await classes.GetAsync(db, [record.ClassId])).Any(card => ClassAccess.MayManage(card, user));

    protected override void Describe(StepSet<TeachingPlan> steps) => steps.On(File)
        .Gate("计划完整并与课表一致", async (s, plan) => [.. TeachingPlanRule.CheckFiling(plan, await plans.SessionsAsync(s.Db, plan.Id), await classes.SessionsAsync(s.Db, plan.ClassId))])
        .Then(async (s, plan) =>
        {
            await s.Db.ExecuteAsync("UPDATE teaching_plan SET filed_at = @Now, filed_by_name = @DisplayName WHERE id = @Id", new { Now = Clock.GetUtcNow(), s.User.DisplayName, plan.Id });
            foreach (var before in (await plans.OfClassAsync(s.Db, plan.ClassId)).Where(p => p.Id != plan.Id && p.State == TeachingPlan.Filed).OrderBy(p => p.Id))
            {
                await s.Engine.TakeAsync(s.Db, new StepRequest(TeachingPlan.RecordType, before.Id, Supersede), SystemUser.Instance);
            }
        });
}
