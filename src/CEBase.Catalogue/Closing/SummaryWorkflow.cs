using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Closing;

/// <summary>The life of a class summary. Its record number is the class's.</summary>
[RestsOn("NPU:11", How = "教学、考核、评价、总结、归档按固定环节办理并留痕")]
internal sealed class SummaryWorkflow(ClosingFigures figures, TimeProvider clock) : IWorkflow
{
    public const string RecordType = "ClassSummary";
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Submit = "submit";
    public const string Return = "return";

    public WorkflowDefinition Definition { get; } = new(RecordType, "班级总结",
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Submitted, "已提交", StateTone.Done),
    ],
    [
        new(Submit, "提交总结", [Draft], Submitted, Permissions.ManageOwn),
        new(Return, "退回修改", [Submitted], Draft, Permissions.Manage) { AsksComment = true, IsGrave = true },
    ]);

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM class_summary WHERE class_id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE class_summary SET state = @to, version = version + 1 WHERE class_id = @recordId AND state = @from", new { recordId, from, to }) == 1;

    public async Task<bool> MayActAsync(DbScope db, long recordId, ICurrentUser user) => ClassAccess.MayManage(
        await db.ScalarAsync<long?>("SELECT adviser_id FROM training_class WHERE id = @recordId", new { recordId }), user);

    public async Task ApplyAsync(StepContext step)
    {
        if (step.Step.Name == Submit)
        {
            var now = JsonSerializer.Serialize(await figures.OfAsync(step.Session, step.RecordId), ClosingFigures.Json);
            await step.Session.ExecuteAsync("UPDATE class_summary SET submitted_on = @Today, submitted_by_name = @Name, figures = @now WHERE class_id = @RecordId",
                new { step.RecordId, Today = clock.Today(), Name = step.User.DisplayName, now });
        }
    }
}

/// <summary>Submitting: every part is written.</summary>
internal sealed class SummaryWrittenGate : IStepGate
{
    public string RecordType => SummaryWorkflow.RecordType;

    public string Step => SummaryWorkflow.Submit;

    public string Label => "总结内容";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) =>
        await ClassSummary.FindAsync(step.Session, step.RecordId) is { } summary ? [.. ClosingRule.CheckWritten(summary.Parts)] : [];
}

/// <summary>Returning: not once the class is closed and its archive frozen with the summary in it.</summary>
internal sealed class SummaryReturnGate : IStepGate
{
    public string RecordType => SummaryWorkflow.RecordType;

    public string Step => SummaryWorkflow.Return;

    public string Label => "班级状态";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) =>
        await step.Session.FirstAsync<string>("SELECT state FROM training_class WHERE id = @RecordId", new { step.RecordId }) is ClassStates.Closed or ClassStates.Archived
            ? [Finding.Block("closing.class-closed", "班级已经结班，总结已随档案封存；需要更正的，用补充归档。", "BJTU:32")]
            : [];
}
