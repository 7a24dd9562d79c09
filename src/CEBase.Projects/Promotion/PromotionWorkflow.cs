using static CEBase.Projects.Promotion.PromotionStates;

namespace CEBase.Projects.Promotion;

/// <summary>
/// The life of promotion material: the unit's joint meeting, then the office, then the public. There is no step from a draft or from the meeting
/// to approval, and whatever is changed begins anew.
/// </summary>
[RestsOn("BJTU:6(a)", How = "宣传材料先经党政联席会、再经办公室审批，两次审批有日期和纪要，之后才能公开")]
internal sealed class PromotionWorkflow(PromotionRepository promotions, PromotionChecks checks, TimeProvider clock) : TableWorkflow<PromotionMaterial>("promotion", clock)
{
    public const string Submit = "submit";
    public const string MeetingPass = "meeting-pass";
    public const string OfficePass = "office-pass";
    public const string FallBack = "fall-back";

    private readonly TimeProvider _clock = clock;

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

    public override WorkflowDefinition Definition => Life;

    protected override bool CountsMoves => true;

    protected override Task<PromotionMaterial?> ReadAsync(DbScope db, long recordId) => promotions.FindAsync(db, recordId);

    protected override void Describe(StepSet<PromotionMaterial> steps)
    {
        // The unit's reviewer and the office weigh what needs a look; whoever hands it in only sees it.
        steps.On(Submit)
            .Gate("与批准的项目一致", async (step, m) => [.. (await checks.TermsAsync(step.Db, m)).Select(AsNote)])
            .Gate("名称与用语", async (step, m) => [.. (await checks.WordsAsync(step.Db, m)).Select(AsNote)])
            // Minutes of an earlier round say nothing about this one.
            .Then((step, m) => promotions.ClearRoundAsync(step.Db, m.Id));
        steps.On(MeetingPass, OfficePass)
            .Gate("与批准的项目一致", (step, m) => checks.TermsAsync(step.Db, m))
            .Gate("名称与用语", (step, m) => checks.WordsAsync(step.Db, m));
        steps.On(MeetingPass)
            .Gate("联席会日期与纪要", (_, m) => ApprovalRecordRule.CheckMeeting(m, m.StateSince.ChinaDay(), _clock.Today()))
            .Then((step, m) => promotions.ApproveAsync(step.Db, m.Id, "meeting", step.User.DisplayName, _clock.GetUtcNow()));
        steps.On(OfficePass)
            .Gate("办公室审批日期与意见", (_, m) => ApprovalRecordRule.CheckOffice(m, _clock.Today()))
            .Then((step, m) => promotions.ApproveAsync(step.Db, m.Id, "office", step.User.DisplayName, _clock.GetUtcNow()));
    }

    private static Finding AsNote(Finding finding) => finding.Severity == Severity.Review ? finding with { Severity = Severity.Note } : finding;

    private static StepDefinition Step(string name, string label, string[] from, string to, string permission) =>
        new(name, label, from, to, permission) { ReviewPermission = Platform.Permissions.FindingsOverride };
}
