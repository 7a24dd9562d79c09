namespace CEBase.Sample.Letters;

/// <summary>The life of a letter.</summary>
internal sealed class LetterWorkflow(LetterRepository letters, TimeProvider clock) : TableWorkflow<Letter>("letter", clock)
{
    public const string Draft = "draft";
    public const string Submit = "submit";
    public const string Approve = "approve";
    private const string Submitted = "submitted";
    private const string Approved = "approved";

    public override WorkflowDefinition Definition { get; } = new(Letter.RecordType, "函件",
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Submitted, "待批准", StateTone.Waiting),
        new(Approved, "已批准", StateTone.Done),
    ],
    [
        new(Submit, "提交", [Draft], Submitted, Permissions.Manage),
        new(Approve, "批准", [Submitted], Approved, Permissions.Approve),
    ]);

    protected override Task<Letter?> ReadAsync(DbScope db, long recordId) => letters.FindAsync(db, recordId);

    protected override void Describe(StepSet<Letter> steps)
    {
        steps.On(Submit).Gate("函件完整", (_, letter) => LetterRule.CheckSubmitting(letter));
        steps.On(Approve).Gate("由另一人批准", (step, letter) => LetterRule.CheckApproving(letter, step.User.AccountId));
    }
}
