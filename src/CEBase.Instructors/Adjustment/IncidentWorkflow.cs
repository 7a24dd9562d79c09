namespace CEBase.Instructors.Adjustment;

/// <summary>The life of an incident: open until an approver closes it with its outcome.</summary>
[RestsOn("BJTU:17", How = "登记教师事件，由审批人写明处理结果后了结")]
internal sealed class IncidentWorkflow(ConductRepository conduct, TimeProvider clock) : TableWorkflow<Incident>("instructor_incident", clock)
{
    public const string RecordType = "InstructorIncident";
    public const string Open = "open";
    public const string Closed = "closed";
    public const string Close = "close";

    private readonly TimeProvider _clock = clock;

    public override WorkflowDefinition Definition { get; } = new(RecordType, "教师事件",
        [new(Open, "未了结", StateTone.Stopped), new(Closed, "已了结", StateTone.Done)],
        [new(Close, "了结", [Open], Closed, Permissions.Approve) { AsksComment = true }]);

    protected override string? SinceColumn => null;

    protected override Task<Incident?> ReadAsync(DbScope db, long recordId) => conduct.FindAsync(db, recordId);

    protected override void Describe(StepSet<Incident> steps) => steps.On(Close).Then((step, incident) => conduct.CloseAsync(step.Db, incident.Id, step.Comment, _clock.Today()));
}
