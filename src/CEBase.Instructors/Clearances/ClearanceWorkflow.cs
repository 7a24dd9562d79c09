using static CEBase.Instructors.Clearances.ClearanceStates;

namespace CEBase.Instructors.Clearances;

/// <summary>The life of a clearance; both kinds share table and steps, and each is a kind of record of its own.</summary>
internal abstract class ClearanceWorkflow(ClearanceKind kind, ClearanceRepository clearances, TimeProvider clock) : TableWorkflow<Clearance>("instructor_clearance", clock)
{
    public const string Submit = "submit";
    public const string Approve = "approve";
    public const string Refuse = "refuse";
    public const string Revoke = "revoke";
    public const string TakeBack = "take-back";

    private readonly TimeProvider _clock = clock;

    public override WorkflowDefinition Definition { get; } = new(kind.RecordType(), kind.Label(), All,
    [
        new(Submit, "提交审批", [Draft], Submitted, Permissions.Manage),
        new(TakeBack, "撤回修改", [Submitted], Draft, Permissions.Manage),
        new(Approve, "批准", [Submitted], Approved, Permissions.Approve),
        new(Refuse, "不批准", [Submitted], Refused, Permissions.Approve) { AsksComment = true },
        new(Revoke, "撤销", [Approved], Revoked, Permissions.Approve) { AsksComment = true, IsGrave = true },
    ]);

    protected override string? SinceColumn => null;

    protected override string Kind => $"kind = '{kind}'";

    protected override Task<Clearance?> ReadAsync(DbScope db, long recordId) => clearances.FindAsync(db, recordId);

    // Recipes set up what was reviewed on paper before.
    protected override void Describe(StepSet<Clearance> steps)
    {
        if (kind == ClearanceKind.Review)
        {
            steps.On(Submit).Gate("审核材料", typeof(ClearanceRule), (step, clearance) => step.User.IsSystem ? [] : ClearanceRule.CheckSubmitting(clearance));
        }
        steps.On(Approve).Gate("由第二人批准", typeof(ClearanceRule), (step, clearance) => step.User.IsSystem ? [] : ClearanceRule.CheckApproving(clearance, step.User.AccountId));
        steps.On(Approve, Refuse, Revoke).Then((step, clearance) => clearances.DecideAsync(step.Db, clearance.Id, step.User, _clock.GetUtcNow()));
    }
}

internal sealed class ReviewWorkflow(ClearanceRepository clearances, TimeProvider clock) : ClearanceWorkflow(ClearanceKind.Review, clearances, clock);

internal sealed class ExceptionWorkflow(ClearanceRepository clearances, TimeProvider clock) : ClearanceWorkflow(ClearanceKind.Exception, clearances, clock);
