using CEBase.Projects.Contracts;

namespace CEBase.Projects.Amendments;

/// <summary>The life of an amendment.</summary>
internal sealed class AmendmentWorkflow(TimeProvider clock) : IWorkflow
{
    public const string Sign = "sign";

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(AmendmentStates.RecordType, "补充协议",
    AmendmentStates.All,
    [
        new(Sign, "登记签订", [AmendmentStates.Draft], AmendmentStates.Signed, Permissions.ContractsManage) { ReviewPermission = Platform.Permissions.FindingsOverride },
        new("drop", "放弃变更", [AmendmentStates.Draft], AmendmentStates.Dropped, Permissions.ContractsManage) { AsksComment = true, IsGrave = true },
    ]);

    public WorkflowDefinition Definition => Life;

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM contract_amendment WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE contract_amendment SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from", new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;
}
