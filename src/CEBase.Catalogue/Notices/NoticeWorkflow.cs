namespace CEBase.Catalogue.Notices;

/// <summary>The life of a notice or page.</summary>
internal sealed class NoticeWorkflow(NoticeRepository notices, INameCheck names, TimeProvider clock) : TableWorkflow<Notice>("notice", clock)
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

    public override WorkflowDefinition Definition => Life;

    protected override string? SinceColumn => "updated_at";

    protected override Task<Notice?> ReadAsync(DbScope db, long recordId) => notices.FindAsync(db, recordId);

    protected override void Describe(StepSet<Notice> steps) => steps.On(Publish)
        .Gate("宣传用语", async (s, n) => PublicityRule.Check(await names.CheckAsync(s.Db, string.Join('\n', n.Title, n.Summary, n.Body), NameUse.Promotion, isOpenEnrolment: false)))
        .Then((s, n) => s.Db.ExecuteAsync("UPDATE notice SET published_on = @Today WHERE id = @Id", new { Today = Clock.Today(), n.Id }));
}
