namespace CEBase.Catalogue.Notices;

/// <summary>The life of a notice or page.</summary>
internal sealed class NoticeWorkflow(TimeProvider clock) : IWorkflow
{
    public const string RecordType = "Notice";
    public const string Draft = "draft";
    public const string Published = "published";
    public const string Withdrawn = "withdrawn";
    public const string Publish = "publish";

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(RecordType, "通知与页面",
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Published, "已发布", StateTone.Done),
        new(Withdrawn, "已撤回", StateTone.Stopped),
    ],
    [
        new(Publish, "发布", [Draft, Withdrawn], Published, Permissions.NoticesManage) { ReviewPermission = Platform.Permissions.FindingsOverride },
        new("withdraw", "撤回", [Published], Withdrawn, Permissions.NoticesManage) { AsksComment = true, IsGrave = true },
    ]);

    public WorkflowDefinition Definition => Life;

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM notice WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE notice SET state = @to, updated_at = @Now WHERE id = @recordId AND state = @from",
        new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public async Task ApplyAsync(StepContext step)
    {
        if (step.Step.Name == Publish)
        {
            await step.Session.ExecuteAsync("UPDATE notice SET published_on = @Today WHERE id = @RecordId", new { Today = clock.Today(), step.RecordId });
        }
    }
}
