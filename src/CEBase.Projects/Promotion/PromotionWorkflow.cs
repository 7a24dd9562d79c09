using static CEBase.Projects.Promotion.PromotionStates;

namespace CEBase.Projects.Promotion;

/// <summary>
/// The life of promotion material: the unit's joint meeting, then the office, then the public. There is no step from a draft or from the meeting
/// to approval, and whatever is changed begins anew.
/// </summary>
[RestsOn("BJTU:6(a)", How = "宣传材料先经党政联席会、再经办公室审批，两次审批有日期和纪要，之后才能公开")]
internal sealed class PromotionWorkflow(TimeProvider clock) : IWorkflow
{
    public const string Submit = "submit";
    public const string MeetingPass = "meeting-pass";
    public const string OfficePass = "office-pass";
    public const string FallBack = "fall-back";

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(RecordType, "宣传材料",
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Meeting, "待联席会审议", StateTone.Waiting),
        new(Office, "待办公室审批", StateTone.Waiting),
        new(Approved, "已批准", StateTone.Done),
        new(Returned, "已退回", StateTone.Stopped),
        new(Withdrawn, "已撤下", StateTone.Stopped),
    ],
    [
        Step(Submit, "提交联席会", [Draft, Returned], Meeting, Permissions.PromotionsManage),
        Step(MeetingPass, "联席会通过", [Meeting], Office, Permissions.UnitReview),
        Step("meeting-return", "联席会退回", [Meeting], Returned, Permissions.UnitReview) with { AsksComment = true },
        Step(OfficePass, "办公室批准", [Office], Approved, Permissions.OfficeReview),
        Step("office-return", "办公室退回", [Office], Returned, Permissions.OfficeReview) with { AsksComment = true },
        Step("withdraw", "撤下", [Approved], Withdrawn, Permissions.PromotionsManage) with { AsksComment = true, IsGrave = true },
        Step("revive", "恢复为草稿", [Withdrawn], Draft, Permissions.PromotionsManage),
        Step(FallBack, "退回草稿", [Meeting, Office, Approved], Draft, Permissions.PromotionsManage) with { IsAutomatic = true },
    ]);

    public WorkflowDefinition Definition => Life;

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM promotion WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE promotion SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from", new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public async Task ApplyAsync(StepContext step)
    {
        switch (step.Step.Name)
        {
            case MeetingPass:
                await KeepAsync(step.Session, step.RecordId, "meeting", step.User);
                break;
            case OfficePass:
                await KeepAsync(step.Session, step.RecordId, "office", step.User);
                break;
            case Submit:
                // Minutes of an earlier round say nothing about this one.
                await step.Session.ExecuteAsync("UPDATE promotion SET meeting_day = NULL, meeting_minutes = '', office_day = NULL, office_minutes = '' WHERE id = @RecordId", new { step.RecordId });
                break;
        }
    }

    private Task KeepAsync(DbScope db, long id, string stage, ICurrentUser user) => db.ExecuteAsync($"""
        INSERT INTO promotion_approval (promotion_id, stage, day, minutes, version, given_by, given_at)
        SELECT id, '{stage}', {stage}_day, {stage}_minutes, version, @By, @Now FROM promotion WHERE id = @id
        """, new { id, By = user.DisplayName, Now = clock.GetUtcNow() });

    private static StepDefinition Step(string name, string label, string[] from, string to, string permission) =>
        new(name, label, from, to, permission) { ReviewPermission = Platform.Permissions.FindingsOverride };
}
