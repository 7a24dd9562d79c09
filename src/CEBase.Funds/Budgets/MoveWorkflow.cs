using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>Asked for, then approved or not. Approval posts both sides in one transaction.</summary>
internal sealed class MoveWorkflow(FundLedger ledger, TimeProvider clock) : IWorkflow
{
    public const string Asked = "asked";
    public const string Approved = "approved";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";

    public const string Approve = "approve";
    public const string Refuse = "refuse";
    public const string Withdraw = "withdraw";

    public WorkflowDefinition Definition { get; } = new(FundMove.RecordType, "调剂与结转",
    [
        new(Asked, "待批准", StateTone.Waiting),
        new(Approved, "已批准", StateTone.Done),
        new(Refused, "未批准", StateTone.Stopped),
        new(Withdrawn, "已撤回", StateTone.Quiet),
    ],
    [
        new(Approve, "批准", [Asked], Approved, Permissions.BudgetApprove),
        new(Refuse, "不批准", [Asked], Refused, Permissions.BudgetApprove) { AsksComment = true, IsGrave = true },
        new(Withdraw, "撤回申请", [Asked], Withdrawn, Permissions.BudgetManage) { AsksComment = true, IsGrave = true },
    ]);

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM fund_move WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE fund_move SET state = @to, state_since = @Now WHERE id = @recordId AND state = @from", new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public async Task ApplyAsync(StepContext step)
    {
        if (step.Step.Name != Approve)
        {
            return;
        }
        var move = (await FundMoveRepository.FindAsync(step.Session, step.RecordId))!;
        if (move.Kind == MoveKind.ClaimReversal)
        {
            await step.Session.RaiseAsync(new ClaimReversalApproved(move.ClaimId!.Value, move.Number, move.Reason));
            return;
        }
        var (outAct, inAct) = move.Kind == MoveKind.Transfer ? (PostingKind.TransferOut, PostingKind.TransferIn) : (PostingKind.CarryOut, PostingKind.CarryIn);
        await ledger.PostAsync(step.Session,
        [
            new Posting(move.FromLine!.Value, outAct, move.Amount, EntrySources.Move, move.Id) { Reason = move.Reason },
            new Posting(move.ToLine!.Value, inAct, move.Amount, EntrySources.Move, move.Id) { Reason = move.Reason },
        ], step.User);
    }
}

/// <summary>Somebody else has approved that a paid claim is taken back; the claim is reversed in the same transaction.</summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="Number">Number of the request.</param>
/// <param name="Reason">Why.</param>
internal sealed record ClaimReversalApproved(long ClaimId, string Number, string Reason) : IDomainEvent;

/// <summary>The move still fits when it is approved.</summary>
internal sealed class MoveGate : IStepGate
{
    public string RecordType => FundMove.RecordType;

    public string Step => MoveWorkflow.Approve;

    public string Label => "科目、年度与可用数";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var move = await FundMoveRepository.FindAsync(step.Session, step.RecordId);
        return move is { FromLine: { } from, ToLine: { } to } && await FundLineRepository.FindAsync(step.Session, from) is { } source && await FundLineRepository.FindAsync(step.Session, to) is { } target
            ? [.. MoveRule.Check(move.Kind, source, target, move.Amount)]
            : [];
    }
}

/// <summary>Who asked doesn't approve.</summary>
internal sealed class MoveApproverGate : IStepGate
{
    public string RecordType => FundMove.RecordType;

    public string Step => MoveWorkflow.Approve;

    public string Label => "由另一人批准";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) =>
        await FundMoveRepository.FindAsync(step.Session, step.RecordId) is { } move ? [.. SecondPersonRule.Check(step.User.AccountId, (move.AskedBy, "申请人"))] : [];
}
