using static CEBase.Projects.Contracts.ContractStates;

namespace CEBase.Projects.Contracts;

/// <summary>
/// The life of a contract. One on the school's template and at the approved price is signed straight from the draft; what departs passes the office.
/// </summary>
internal sealed class ContractWorkflow(TimeProvider clock) : IWorkflow
{
    public const string Submit = "submit";
    public const string Pass = "pass";
    public const string Sign = "sign";
    public const string Perform = "perform";
    public const string Revise = "revise";

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(RecordType, "合同",
    [
        new(Draft, "草拟", StateTone.Quiet),
        new(OfficeCheck, "办公室审核中", StateTone.Waiting),
        new(Cleared, "待签订", StateTone.Waiting),
        new(Signed, "已签订"),
        new(Performed, "已履行", StateTone.Done),
        new(Ended, "已解除", StateTone.Stopped),
        new(Cancelled, "已作废", StateTone.Stopped),
    ],
    [
        Step(Sign, "登记签订", [Draft, Cleared], Signed, Permissions.ContractsManage),
        Step(Submit, "送办公室审核", [Draft], OfficeCheck, Permissions.ContractsManage),
        Step(Pass, "审核通过", [OfficeCheck], Cleared, Permissions.OfficeReview),
        Step("return", "退回修改", [OfficeCheck], Draft, Permissions.OfficeReview) with { AsksComment = true },
        Step(Perform, "登记履行完毕", [Signed], Performed, Permissions.ContractsManage),
        Step("end", "解除合同", [Signed], Ended, Permissions.ContractsManage) with { AsksComment = true, IsGrave = true },
        Step("cancel", "作废", [Draft, OfficeCheck, Cleared], Cancelled, Permissions.ContractsManage) with { AsksComment = true, IsGrave = true },
        Step(Revise, "修改后回到草拟", [OfficeCheck, Cleared], Draft, Permissions.ContractsManage) with { IsAutomatic = true },
    ]);

    public WorkflowDefinition Definition => Life;

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM contract WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE contract SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from", new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    private static StepDefinition Step(string name, string label, string[] from, string to, string permission) =>
        new(name, label, from, to, permission) { ReviewPermission = Platform.Permissions.FindingsOverride };
}
