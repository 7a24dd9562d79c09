using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>Asked for, then approved or not. Approval posts both sides in one transaction.</summary>
internal sealed class MoveWorkflow(FundLedger ledger, TimeProvider clock) : TableWorkflow<FundMove>("fund_move", clock)
{
    public const string Asked = "asked";
    public const string Approved = "approved";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";

    public const string Approve = "approve";
    public const string Refuse = "refuse";
    public const string Withdraw = "withdraw";

    public override WorkflowDefinition Definition { get; } = new(FundMove.RecordType, "调剂与结转",
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

    protected override Task<FundMove?> ReadAsync(DbScope db, long recordId) => FundMoveRepository.FindAsync(db, recordId);

    protected override void Describe(StepSet<FundMove> steps) => steps.On(Approve)
        .Gate("科目、年度与可用数", FitsAsync)
        .Gate("由另一人批准", (step, move) => SecondPersonRule.Check(step.User.AccountId, (move.AskedBy, "申请人")))
        .Then(PostAsync);

    /// <summary>The move still fits when it is approved.</summary>
    private static async Task<IReadOnlyList<Finding>> FitsAsync(StepContext step, FundMove move) =>
        move is { FromLine: { } from, ToLine: { } to } && await FundLineRepository.FindAsync(step.Db, from) is { } source && await FundLineRepository.FindAsync(step.Db, to) is { } target
            ? [.. MoveRule.Check(move.Kind, source, target, move.Amount)]
            : [];

    private async Task PostAsync(StepContext step, FundMove move)
    {
        if (move.Kind == MoveKind.ClaimReversal)
        {
            await step.Db.RaiseAsync(new ClaimReversalApproved(move.ClaimId!.Value, move.Number, move.Reason));
            return;
        }
        var (outAct, inAct) = move.Kind == MoveKind.Transfer ? (PostingKind.TransferOut, PostingKind.TransferIn) : (PostingKind.CarryOut, PostingKind.CarryIn);
        await ledger.PostAsync(step.Db,
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
