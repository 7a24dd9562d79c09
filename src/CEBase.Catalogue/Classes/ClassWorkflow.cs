using static CEBase.Catalogue.ClassStates;

namespace CEBase.Catalogue.Classes;

/// <summary>The life of a class.</summary>
[RestsOn("NPU:11", How = "培训班按筹备、报名、开班、授课、结班、归档逐个环节办理，每一环节留痕")]
internal sealed class ClassWorkflow(TimeProvider clock) : IWorkflow
{
    public const string Plan = "plan";
    public const string OpenEnrolment = "open";
    public const string MakeReady = "ready";
    public const string Start = "start";
    public const string End = "end";
    public const string Close = "close";
    public const string Archive = "archive";
    public const string Cancel = "cancel";
    public const string Revise = "revise";

    public WorkflowDefinition Definition { get; } = new(RecordType, "培训班",
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Planned, "已计划", StateTone.Waiting),
        new(Open, "报名中"),
        new(Ready, "待开班", StateTone.Waiting),
        new(Running, "进行中"),
        new(Ended, "已结束", StateTone.Waiting),
        new(Closed, "已结班", StateTone.Done),
        new(Archived, "已归档", StateTone.Done),
        new(Cancelled, "已取消", StateTone.Stopped),
    ],
    [
        Step(Plan, "列入计划", [Draft], Planned, Permissions.Manage),
        Step(OpenEnrolment, "开放报名", [Planned], Open, Permissions.Manage),
        Step(MakeReady, "截止报名", [Open], Ready, Permissions.ManageOwn),
        Step(Start, "开班", [Ready], Running, Permissions.ManageOwn),
        Step(End, "结束授课", [Running], Ended, Permissions.ManageOwn),
        Step(Close, "结班", [Ended], Closed, Permissions.Manage),
        Step(Archive, "归档", [Closed], Archived, Permissions.Manage),
        Step(Revise, "退回草稿", [Planned], Draft, Permissions.Manage) with { AsksComment = true },
        Step(Cancel, "取消培训班", [Draft, Planned, Open, Ready], Cancelled, Permissions.Manage) with { AsksComment = true, IsGrave = true },
    ]);

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM training_class WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE training_class SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from",
        new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public Task ApplyAsync(StepContext step) => step.Session.RaiseAsync(new ClassStateChanged(step.RecordId, step.From, step.Step.To));

    public async Task<bool> MayActAsync(DbScope db, long recordId, ICurrentUser user) => ClassAccess.MayManage(
        await db.ScalarAsync<long?>("SELECT adviser_id FROM training_class WHERE id = @recordId", new { recordId }), user);

    private static StepDefinition Step(string name, string label, string[] from, string to, string permission) =>
        new(name, label, from, to, permission) { ReviewPermission = Platform.Permissions.FindingsOverride };
}
