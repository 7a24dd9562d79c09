using CEBase.Projects.RedFlags;

namespace CEBase.Projects.Promotion;

/// <summary>What rules say about the content of promotion material.</summary>
internal sealed class PromotionChecks(IProjectDirectory projects, INameCheck names)
{
    /// <summary>Against the approved project.</summary>
    public async Task<IReadOnlyList<Finding>> TermsAsync(DbScope db, PromotionMaterial material) =>
        [.. PromotionTermsRule.Check(material, (await projects.FindAsync(db, material.ProjectId))!)];

    /// <summary>Banned words and recruiting agents.</summary>
    public async Task<IReadOnlyList<Finding>> WordsAsync(DbScope db, PromotionMaterial material)
    {
        var isOpen = (await projects.FindAsync(db, material.ProjectId))!.IsOpenEnrolment;
        var text = $"{material.Title}\n{material.Body}\n{material.SaysName}\n{material.SaysAudience}";
        return
        [
            .. (await names.CheckAsync(db, text, NameUse.Promotion, isOpen)),
            .. RedFlagRule.Check(text, "宣传材料", await RedFlagWords.ForPromotionAsync(db)),
        ];
    }

    /// <summary>All findings, for the page.</summary>
    public async Task<IReadOnlyList<Finding>> AllAsync(DbScope db, PromotionMaterial material) => [.. await TermsAsync(db, material), .. await WordsAsync(db, material)];
}

/// <summary>A gate of promotion material: reads it, then asks rules.</summary>
internal abstract class PromotionGate(string step, string label) : IStepGate
{
    public string RecordType => PromotionStates.RecordType;
    public string Step { get; } = step;
    public string Label { get; } = label;

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) =>
        await PromotionMaterial.FindAsync(step.Session, step.RecordId) is { } material ? await FindingsAsync(step, material) : [];

    protected abstract Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, PromotionMaterial material);
}

internal abstract class PromotionTermsGate(string step, PromotionChecks checks) : PromotionGate(step, "与批准的项目一致")
{
    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, PromotionMaterial material) =>
        // The unit's reviewer and the office weigh what needs a look; whoever hands it in only sees it.
        Step == PromotionWorkflow.Submit ? [.. (await checks.TermsAsync(step.Session, material)).Select(AsNote)] : await checks.TermsAsync(step.Session, material);

    internal static Finding AsNote(Finding finding) => finding.Severity == Severity.Review ? finding with { Severity = Severity.Note } : finding;
}

internal abstract class PromotionWordsGate(string step, PromotionChecks checks) : PromotionGate(step, "名称与用语")
{
    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, PromotionMaterial material) =>
        Step == PromotionWorkflow.Submit ? [.. (await checks.WordsAsync(step.Session, material)).Select(PromotionTermsGate.AsNote)] : await checks.WordsAsync(step.Session, material);
}

internal sealed class SubmitPromotionTermsGate(PromotionChecks checks) : PromotionTermsGate(PromotionWorkflow.Submit, checks);

internal sealed class MeetingPromotionTermsGate(PromotionChecks checks) : PromotionTermsGate(PromotionWorkflow.MeetingPass, checks);

internal sealed class OfficePromotionTermsGate(PromotionChecks checks) : PromotionTermsGate(PromotionWorkflow.OfficePass, checks);

internal sealed class SubmitPromotionWordsGate(PromotionChecks checks) : PromotionWordsGate(PromotionWorkflow.Submit, checks);

internal sealed class MeetingPromotionWordsGate(PromotionChecks checks) : PromotionWordsGate(PromotionWorkflow.MeetingPass, checks);

internal sealed class OfficePromotionWordsGate(PromotionChecks checks) : PromotionWordsGate(PromotionWorkflow.OfficePass, checks);

internal sealed class MeetingRecordGate(TimeProvider clock) : PromotionGate(PromotionWorkflow.MeetingPass, "联席会日期与纪要")
{
    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, PromotionMaterial material) =>
        Task.FromResult<IReadOnlyList<Finding>>([.. ApprovalRecordRule.CheckMeeting(material, material.StateSince.ChinaDay(), clock.Today())]);
}

internal sealed class OfficeRecordGate(TimeProvider clock) : PromotionGate(PromotionWorkflow.OfficePass, "办公室审批日期与意见")
{
    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, PromotionMaterial material) =>
        Task.FromResult<IReadOnlyList<Finding>>([.. ApprovalRecordRule.CheckOffice(material, clock.Today())]);
}
