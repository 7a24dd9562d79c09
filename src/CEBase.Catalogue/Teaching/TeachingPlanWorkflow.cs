using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Teaching;

/// <summary>The life of a version of a teaching plan. Filing one supersedes the version that was in force.</summary>
internal sealed class TeachingPlanWorkflow(IServiceProvider services, TimeProvider clock) : IWorkflow
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

    public WorkflowDefinition Definition => Life;

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM teaching_plan WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE teaching_plan SET state = @to, version = version + 1 WHERE id = @recordId AND state = @from", new { recordId, from, to }) == 1;

    public async Task ApplyAsync(StepContext step)
    {
        if (step.Step.Name != File)
        {
            return;
        }
        await step.Session.ExecuteAsync("UPDATE teaching_plan SET filed_at = @Now, filed_by_name = @DisplayName WHERE id = @RecordId",
            new { Now = clock.GetUtcNow(), step.User.DisplayName, step.RecordId });
        var before = await step.Session.QueryAsync<long>("""
            SELECT o.id FROM teaching_plan p JOIN teaching_plan o ON o.class_id = p.class_id AND o.id <> p.id AND o.state = @Filed WHERE p.id = @RecordId ORDER BY o.id
            """, new { TeachingPlan.Filed, step.RecordId });
        // The engine is made of all workflows, this one too, so it can't be asked for before it is needed.
        var engine = services.GetRequiredService<WorkflowEngine>();
        foreach (var id in before)
        {
            await engine.TakeAsync(step.Session, new StepRequest(TeachingPlan.RecordType, id, Supersede), SystemUser.Instance);
        }
    }

    public async Task<bool> MayActAsync(DbScope db, long recordId, ICurrentUser user) => ClassAccess.MayManage(
        await db.ScalarAsync<long?>("SELECT c.adviser_id FROM teaching_plan p JOIN training_class c ON c.id = p.class_id WHERE p.id = @recordId", new { recordId }), user);
}
