using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Closing;

/// <summary>The life of a class summary. Its record number is the class's.</summary>
[RestsOn("NPU:11", How = "教学、考核、评价、总结、归档按固定环节办理并留痕")]
internal sealed class SummaryWorkflow(ClosingRepository closing, ClosingFigures figures, ClassRepository classes, TimeProvider clock) : TableWorkflow<ClassSummary>("class_summary", clock)
{
    public const string RecordType = "ClassSummary";
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Submit = "submit";
    public const string Return = "return";

    public static WorkflowDefinition Life { get; } = new(RecordType, "班级总结",
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Submitted, "已提交", StateTone.Done),
    ],
    [
        new(Submit, "提交总结", [Draft], Submitted, Permissions.ManageOwn),
        new(Return, "退回修改", [Submitted], Draft, Permissions.Manage) { AsksComment = true, IsGrave = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    public override Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM class_summary WHERE class_id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    /// <summary>A draft that was read before the move may not be saved after it, so the move counts as a change.</summary>
    public override async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE class_summary SET state = @to, version = version + 1 WHERE class_id = @recordId AND state = @from", new { recordId, from, to }) == 1;

    protected override Task<ClassSummary?> ReadAsync(DbScope db, long recordId) => closing.SummaryAsync(db, recordId);

    protected override async Task<bool> MayActAsync(DbScope db, ClassSummary record, ICurrentUser user) => ClassAccess.MayManage((await ClassAsync(db, record)).AdviserId, user);

    protected override void Describe(StepSet<ClassSummary> steps)
    {
        steps.On(Submit)
            .Gate("总结内容", (_, summary) => ClosingRule.CheckWritten(summary.Parts))
            .Then(async (s, _) =>
            {
                var now = JsonSerializer.Serialize(await figures.OfAsync(s.Db, s.RecordId), ClosingFigures.Json);
                await s.Db.ExecuteAsync("UPDATE class_summary SET submitted_on = @Today, submitted_by_name = @Name, figures = @now WHERE class_id = @RecordId",
                    new { s.RecordId, Today = Clock.Today(), Name = s.User.DisplayName, now });
            });
        // Once the class is closed its archive is frozen with the summary in it.
        steps.On(Return).Gate("班级状态", async (s, summary) => (await ClassAsync(s.Db, summary)).State is ClassStates.Closed or ClassStates.Archived
            ? [Finding.Block("closing.class-closed", "班级已经结班，总结已随档案封存；需要更正的，用补充归档。", "BJTU:32")]
            : []);
    }

    private async Task<ClassCard> ClassAsync(DbScope db, ClassSummary summary) => (await classes.GetAsync(db, [summary.ClassId])).Single();
}
