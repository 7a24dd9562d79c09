using CEBase.Funds.Ledger;

namespace CEBase.Funds.Claims;

/// <summary>A gate of a claim.</summary>
internal abstract class ClaimGate(string step, string label) : IStepGate
{
    public string RecordType => Claim.RecordType;

    public string Step { get; } = step;

    public string Label { get; } = label;

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) =>
        await ClaimRepository.FindAsync(step.Session, step.RecordId) is { } claim ? await FindingsAsync(step, claim) : [];

    protected abstract Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Claim claim);

    /// <summary>Findings that another person decides on are shown here, and asked there.</summary>
    protected static IReadOnlyList<Finding> ForOthers(IEnumerable<Finding> findings) =>
        [.. findings.Select(f => f.Severity == Severity.Review ? f with { Severity = Severity.Note, Sentence = f.Sentence + "（由单位审批人复核）" } : f)];
}

/// <summary>Every line before hand-in.</summary>
internal sealed class CheckLinesGate(ClaimEvaluator judge) : ClaimGate(ClaimWorkflow.Check, "逐行检查")
{
    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Claim claim) => ForOthers((await judge.JudgeAsync(step.Session, claim)).All);
}

/// <summary>The budget before hand-in.</summary>
internal sealed class CheckBudgetGate(ClaimEvaluator judge, FundLedger ledger) : ClaimGate(ClaimWorkflow.Check, "预算可用数")
{
    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Claim claim) => ForOthers(await judge.BudgetAsync(step.Session, ledger, claim));
}

/// <summary>Every line as the approver must see it.</summary>
internal sealed class UnitLinesGate(ClaimEvaluator judge) : ClaimGate(ClaimWorkflow.UnitApprove, "逐行检查")
{
    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Claim claim) => [.. (await judge.JudgeAsync(step.Session, claim)).All];
}

/// <summary>The budget at the moment at which it is committed.</summary>
internal sealed class UnitBudgetGate(ClaimEvaluator judge, FundLedger ledger) : ClaimGate(ClaimWorkflow.UnitApprove, "预算可用数")
{
    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Claim claim) => judge.BudgetAsync(step.Session, ledger, claim);
}

/// <summary>The approver is neither the claimant nor who handed it in.</summary>
internal sealed class UnitApproverGate() : ClaimGate(ClaimWorkflow.UnitApprove, "由另一人审批")
{
    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Claim claim) => Task.FromResult<IReadOnlyList<Finding>>(
        [.. SecondPersonRule.Check(step.User.AccountId, (claim.ApplicantId, "填报人"), (claim.SubmittedBy, "提交人"))]);
}

/// <summary>Finance looks at the lines again: what forbids stops here too.</summary>
internal sealed class FinanceLinesGate(ClaimEvaluator judge) : ClaimGate(ClaimWorkflow.FinanceApprove, "逐行检查")
{
    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Claim claim) =>
        [.. (await judge.JudgeAsync(step.Session, claim)).All.Select(f => f.Severity == Severity.Review ? f with { Severity = Severity.Note } : f)];
}

/// <summary>Finance's approver is a third person.</summary>
internal sealed class FinanceApproverGate() : ClaimGate(ClaimWorkflow.FinanceApprove, "由另一人审批")
{
    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Claim claim) => Task.FromResult<IReadOnlyList<Finding>>(
        [.. SecondPersonRule.Check(step.User.AccountId, (claim.ApplicantId, "填报人"), (claim.SubmittedBy, "提交人"), (claim.UnitApprovedBy, "单位审批人"))]);
}

/// <summary>The voucher and day of payment.</summary>
internal sealed class VoucherGate(TimeProvider clock) : ClaimGate(ClaimWorkflow.Pay, "财务处凭证"), IStepGate
{
    public IReadOnlyList<Type> Rules => [typeof(PaymentRule)];

    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, Claim claim) => [.. PaymentRule.Check(await PaymentFacts.OfAsync(step.Session, claim, clock.Today()))];
}
