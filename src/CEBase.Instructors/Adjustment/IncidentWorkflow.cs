namespace CEBase.Instructors.Adjustment;

/// <summary>The life of an incident: open until an approver closes it with its outcome.</summary>
[RestsOn("BJTU:17", How = "登记教师事件，由审批人写明处理结果后了结")]
internal sealed class IncidentWorkflow(TimeProvider clock) : IWorkflow
{
    public const string RecordType = "InstructorIncident";
    public const string Open = "open";
    public const string Closed = "closed";
    public const string Close = "close";

    public WorkflowDefinition Definition { get; } = new(RecordType, "教师事件",
        [new(Open, "未了结", StateTone.Stopped), new(Closed, "已了结", StateTone.Done)],
        [new(Close, "了结", [Open], Closed, Permissions.Approve) { AsksComment = true }]);

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM instructor_incident WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE instructor_incident SET state = @to, closed_on = @Today WHERE id = @recordId AND state = @from", new { recordId, from, to, Today = clock.Today() }) == 1;

    public Task ApplyAsync(StepContext step) => step.Session.ExecuteAsync("UPDATE instructor_incident SET outcome = @Comment WHERE id = @RecordId", new { step.Comment, step.RecordId });
}
