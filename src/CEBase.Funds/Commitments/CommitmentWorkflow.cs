using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.Commitments;

/// <summary>Asked for; approved by somebody else, which binds the money; closed when nothing more will be drawn, which gives the rest back.</summary>
internal sealed class CommitmentWorkflow(FundLedger ledger, CommitmentDraws draws, TimeProvider clock) : IWorkflow
{
    public const string Asked = "asked";
    public const string Approved = "approved";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";
    public const string Closed = "closed";

    public const string Approve = "approve";
    public const string Refuse = "refuse";
    public const string Withdraw = "withdraw";
    public const string Close = "close";

    public WorkflowDefinition Definition { get; } = new(Commitment.RecordType, "支出申请与合同",
    [
        new(Asked, "待批准", StateTone.Waiting),
        new(Approved, "已预占", StateTone.Active),
        new(Refused, "未批准", StateTone.Stopped),
        new(Withdrawn, "已撤回", StateTone.Quiet),
        new(Closed, "已关闭", StateTone.Done),
    ],
    [
        new(Approve, "批准并预占", [Asked], Approved, Permissions.ClaimsUnitApprove),
        new(Refuse, "不批准", [Asked], Refused, Permissions.ClaimsUnitApprove) { AsksComment = true, IsGrave = true },
        new(Withdraw, "撤回申请", [Asked], Withdrawn, Permissions.ClaimsManage) { AsksComment = true, IsGrave = true },
        new(Close, "关闭并释放余额", [Approved], Closed, Permissions.ClaimsManage) { AsksComment = true, IsGrave = true },
    ]);

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM commitment WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE commitment SET state = @to, state_since = @Now WHERE id = @recordId AND state = @from", new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public async Task<bool> MayActAsync(DbScope db, long recordId, ICurrentUser user) =>
        await CommitmentRepository.FindAsync(db, recordId) is { } commitment && await CommitmentAccess.MaySeeAsync(db, commitment, user);

    public async Task ApplyAsync(StepContext step)
    {
        var commitment = (await CommitmentRepository.FindAsync(step.Session, step.RecordId))!;
        if (step.Step.Name == Close)
        {
            await draws.ReleaseAsync(step.Session, commitment, commitment.Left, 0, step.Comment, step.User);
        }
        if (step.Step.Name != Approve)
        {
            return;
        }
        var line = (await ledger.LockAsync(step.Session, [commitment.FundLineId]))[0];
        var postings = new List<Posting>();
        if (commitment.Amount > line.Remaining && !line.IsStrict && step.Comment is not null)
        {
            // Passed by the approver as a Review; the line is still held, so it is the same shortfall.
            postings.Add(new Posting(line.Id, PostingKind.Override, commitment.Amount - line.Remaining, EntrySources.Commitment, commitment.Id) { Reason = step.Comment });
        }
        postings.Add(new Posting(line.Id, PostingKind.Commit, commitment.Amount, EntrySources.Commitment, commitment.Id));
        await ledger.PostAsync(step.Session, postings, step.User);
    }
}

/// <summary>Who sees and draws from which commitment: as with claims.</summary>
internal static class CommitmentAccess
{
    public static async Task<bool> MaySeeAsync(DbScope db, Commitment commitment, ICurrentUser user) => ExpenseAccess.SeesAll(user)
        || (commitment.AskedBy is not null && commitment.AskedBy == user.AccountId)
        || (commitment.ClassId is { } id && await ExpenseAccess.SeesClassAsync(db, id, user));
}

/// <summary>A gate of approval.</summary>
internal abstract class CommitmentGate(string label) : IStepGate
{
    public string RecordType => Commitment.RecordType;

    public string Step => CommitmentWorkflow.Approve;

    public string Label { get; } = label;

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) =>
        await CommitmentRepository.FindAsync(step.Session, step.RecordId) is { } commitment ? await FindingsAsync(step, commitment) : [];

    protected abstract Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Commitment commitment);
}

/// <summary>Uses, what is served, papers.</summary>
internal sealed class CommitmentUseGate(CommitmentEvaluator judge) : CommitmentGate("开支范围、服务对象和材料")
{
    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Commitment commitment) => judge.JudgeAsync(step.Session, commitment);
}

/// <summary>The budget at the moment at which it is bound.</summary>
internal sealed class CommitmentBudgetGate(CommitmentEvaluator judge, FundLedger ledger) : CommitmentGate("预算可用数")
{
    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Commitment commitment) => judge.BudgetAsync(step.Session, ledger, commitment);
}

/// <summary>Who asked doesn't approve.</summary>
internal sealed class CommitmentApproverGate() : CommitmentGate("由另一人批准")
{
    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Commitment commitment) =>
        Task.FromResult<IReadOnlyList<Finding>>([.. SecondPersonRule.Check(step.User.AccountId, (commitment.AskedBy, "申请人"))]);
}
