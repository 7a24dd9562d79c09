namespace CEBase.Income.Receipts;

/// <summary>Asked for by one, approved by another; approving reverses the receipt in the same transaction.</summary>
/// <param name="services">For the desk, which needs the engine, which is made from the workflows.</param>
/// <param name="clock">The clock.</param>
internal sealed class ReversalWorkflow(IServiceProvider services, TimeProvider clock) : IWorkflow
{
    public const string Asked = "asked";
    public const string Done = "done";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";

    public const string Approve = "approve";
    public const string Refuse = "refuse";
    public const string Withdraw = "withdraw";

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(ReversalRequest.RecordType, "到账冲正",
    [
        new(Asked, "待批准", StateTone.Waiting),
        new(Done, "已冲正", StateTone.Stopped),
        new(Refused, "未批准", StateTone.Quiet),
        new(Withdrawn, "已撤回", StateTone.Quiet),
    ],
    [
        new(Approve, "批准冲正", [Asked], Done, Permissions.RefundApprove) { IsGrave = true },
        new(Refuse, "不批准", [Asked], Refused, Permissions.RefundApprove) { AsksComment = true },
        new(Withdraw, "撤回申请", [Asked], Withdrawn, Permissions.ReceiptsRecord) { AsksComment = true },
    ]);

    public WorkflowDefinition Definition => Life;

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM reversal_request WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE reversal_request SET state = @to, state_since = @Now WHERE id = @recordId AND state = @from", new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public Task ApplyAsync(StepContext step) => step.Step.Name == Approve
        ? services.GetRequiredService<ReversalService>().ReverseAsync(step.Session, step.RecordId, step.User)
        : Task.CompletedTask;
}

/// <summary>Another person than the one who asked, and nothing built on the receipt since.</summary>
internal sealed class ReversalGate : IStepGate
{
    public string RecordType => ReversalRequest.RecordType;

    public string Step => ReversalWorkflow.Approve;

    public string Label => "由另一人批准，没有退费和发票";

    public IReadOnlyList<Type> Rules => [typeof(ReversalRule), typeof(SecondPersonRule)];

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        if (await ReversalRequest.FindAsync(step.Session, step.RecordId) is not { } request)
        {
            return [];
        }
        var receipt = (await Receipt.FindAsync(step.Session, request.ReceiptId))!;
        return [.. SecondPersonRule.Check(step.User.AccountId, (request.AskedBy, "申请人")), .. ReversalRule.Check(await ReversalService.FactsAsync(step.Session, receipt))];
    }
}
