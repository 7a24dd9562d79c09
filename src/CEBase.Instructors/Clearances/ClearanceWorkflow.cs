using static CEBase.Instructors.Clearances.ClearanceStates;

namespace CEBase.Instructors.Clearances;

/// <summary>The life of a clearance; both kinds share table and steps, and each is a kind of record of its own.</summary>
internal abstract class ClearanceWorkflow(ClearanceKind kind, TimeProvider clock) : IWorkflow
{
    public const string Submit = "submit";
    public const string Approve = "approve";
    public const string Refuse = "refuse";
    public const string Revoke = "revoke";
    public const string TakeBack = "take-back";

    public WorkflowDefinition Definition { get; } = new(kind.RecordType(), kind.Label(), All,
    [
        new(Submit, "提交审批", [Draft], Submitted, Permissions.Manage),
        new(TakeBack, "撤回修改", [Submitted], Draft, Permissions.Manage),
        new(Approve, "批准", [Submitted], Approved, Permissions.Approve),
        new(Refuse, "不批准", [Submitted], Refused, Permissions.Approve) { AsksComment = true },
        new(Revoke, "撤销", [Approved], Revoked, Permissions.Approve) { AsksComment = true, IsGrave = true },
    ]);

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM instructor_clearance WHERE id = @recordId AND kind = @Kind" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId, Kind = kind.ToString() });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE instructor_clearance SET state = @to WHERE id = @recordId AND kind = @Kind AND state = @from", new { recordId, from, to, Kind = kind.ToString() }) == 1;

    public Task ApplyAsync(StepContext step) => step.Step.Permission != Permissions.Approve ? Task.CompletedTask : step.Session.ExecuteAsync(
        "UPDATE instructor_clearance SET decided_by_name = @DisplayName, decided_at = @Now WHERE id = @RecordId", new { step.RecordId, step.User.DisplayName, Now = clock.GetUtcNow() });
}

internal sealed class ReviewWorkflow(TimeProvider clock) : ClearanceWorkflow(ClearanceKind.Review, clock);

internal sealed class ExceptionWorkflow(TimeProvider clock) : ClearanceWorkflow(ClearanceKind.Exception, clock);
