namespace CEBase.Funds.Commitments;

/// <summary>Asked for; approved by somebody else, which binds the money; closed when nothing more will be drawn, which gives the rest back.</summary>
internal sealed class CommitmentWorkflow(CommitmentService commitments, TimeProvider clock) : TableWorkflow<Commitment>("commitment", clock)
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

    public override WorkflowDefinition Definition { get; } = new(Commitment.RecordType, "支出申请与合同",
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

    protected override Task<Commitment?> ReadAsync(DbScope db, long recordId) => CommitmentRepository.FindAsync(db, recordId);

    protected override Task<bool> MayActAsync(DbScope db, Commitment record, ICurrentUser user) => CommitmentRepository.SeesAsync(db, record, user);

    protected override void Describe(StepSet<Commitment> steps)
    {
        steps.On(Approve)
            .Gate("开支范围、服务对象和材料", (step, c) => commitments.JudgeAsync(step.Db, c))
            .Gate("预算可用数", (step, c) => commitments.BudgetAsync(step.Db, c))
            .Gate("由另一人批准", (step, c) => SecondPersonRule.Check(step.User.AccountId, (c.AskedBy, "申请人")))
            .Then((step, c) => commitments.BindAsync(step.Db, c, step.Comment, step.User));
        steps.On(Close).Then((step, c) => commitments.ReleaseAsync(step.Db, c, c.Left, 0, step.Comment, step.User));
    }
}
