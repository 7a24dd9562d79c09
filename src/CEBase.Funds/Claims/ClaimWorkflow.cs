using CEBase.Funds.Draws;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using static CEBase.Funds.Expenses.ClaimStates;

namespace CEBase.Funds.Claims;

/// <summary>
/// The life of a claim. The base's approval commits the money, finance's approval turns it into a claim, payment pays it; a return gives back
/// whatever was posted. What must be looked at is passed by the approver, who is never the claimant.
/// </summary>
internal sealed class ClaimWorkflow(ClaimEvaluator evaluator, FundLedger ledger, CommitmentDraws draws, TimeProvider clock) : TableWorkflow<Claim>("claim", clock)
{
    public const string Check = "check";
    public const string UnitApprove = "unit-approve";
    public const string UnitReturn = "unit-return";
    public const string FinanceApprove = "finance-approve";
    public const string Hand = "hand";
    public const string Pay = "pay";
    public const string Return = "return";
    public const string Reverse = "reverse";
    public const string Cancel = "cancel";

    private readonly TimeProvider _clock = clock;

    public override WorkflowDefinition Definition { get; } = new(Claim.RecordType, "报销单", All,
    [
        new(Check, "核对并提交", [Draft, Returned], Checked, Permissions.ClaimsManage),
        new(UnitApprove, "单位审批通过", [Checked], UnitApproved, Permissions.ClaimsUnitApprove),
        new(UnitReturn, "退回", [Checked], Returned, Permissions.ClaimsUnitApprove) { AsksComment = true },
        new(FinanceApprove, "财务审批通过", [UnitApproved], Approved, Permissions.ClaimsFinanceApprove),
        new(Hand, "交财务处", [Approved], Handed, Permissions.ClaimsFinanceApprove),
        new(Pay, "登记付款", [Handed], Paid, Permissions.ClaimsFinanceApprove),
        new(Return, "退回修改", [UnitApproved, Approved, Handed], Returned, Permissions.ClaimsFinanceApprove) { AsksComment = true },
        new(Reverse, "冲销", [Paid], Reversed, Permissions.BudgetApprove) { IsAutomatic = true, AsksComment = true },
        new(Cancel, "作废", [Draft, Returned], Cancelled, Permissions.ClaimsManage) { AsksComment = true, IsGrave = true },
    ]);

    protected override Task<Claim?> ReadAsync(DbScope db, long recordId) => ClaimRepository.FindAsync(db, recordId);

    protected override Task<bool> MayActAsync(DbScope db, Claim record, ICurrentUser user) => ClaimAccess.MaySeeAsync(db, record, user);

    protected override void Describe(StepSet<Claim> steps)
    {
        steps.On(Check)
            .Gate("逐行检查", async (step, c) => ForOthers((await evaluator.JudgeAsync(step.Db, c)).All))
            .Gate("预算可用数", async (step, c) => ForOthers(await evaluator.BudgetAsync(step.Db, c)))
            .Then(async (step, c) =>
            {
                await HoldInvoicesAsync(step.Db, c.Id);
                await step.Db.ExecuteAsync("UPDATE claim SET submitted_by = @AccountId WHERE id = @Id", new { c.Id, step.User.AccountId });
            });
        steps.On(UnitApprove)
            .Gate("逐行检查", async (step, c) => [.. (await evaluator.JudgeAsync(step.Db, c)).All])
            .Gate("预算可用数", (step, c) => evaluator.BudgetAsync(step.Db, c))
            .Gate("由另一人审批", (step, c) => SecondPersonRule.Check(step.User.AccountId, (c.ApplicantId, "填报人"), (c.SubmittedBy, "提交人")))
            .Then(CommitAsync);
        // Finance looks at the lines again: what forbids stops here too.
        steps.On(FinanceApprove)
            .Gate("逐行检查", async (step, c) => [.. (await evaluator.JudgeAsync(step.Db, c)).All.Select(f => f.Severity == Severity.Review ? f with { Severity = Severity.Note } : f)])
            .Gate("由另一人审批", (step, c) => SecondPersonRule.Check(step.User.AccountId, (c.ApplicantId, "填报人"), (c.SubmittedBy, "提交人"), (c.UnitApprovedBy, "单位审批人")))
            .Then(async (step, c) =>
            {
                await PostAsync(step, c, PostingKind.Claim);
                await step.Db.ExecuteAsync("UPDATE claim SET finance_approved_by = @AccountId, approved_on = @Today WHERE id = @Id", new { c.Id, step.User.AccountId, Today = _clock.Today() });
            });
        steps.On(Pay)
            .Gate("财务处凭证", typeof(PaymentRule), async (step, c) => [.. PaymentRule.Check(await PaymentFacts.OfAsync(step.Db, c, _clock.Today()))])
            .Then((step, c) => PostAsync(step, c, PostingKind.Pay));
        steps.On(UnitReturn, Return, Reverse).Then(TakeBackAsync);
        // Another claim may bring the invoice meanwhile; coming again, a returned one takes it anew.
        steps.On(UnitReturn, Return, Reverse, Cancel).Then((step, c) => FreeInvoicesAsync(step.Db, c.Id));
        steps.On(UnitReturn, Return).Then((step, c) => step.Db.ExecuteAsync("""
            UPDATE claim SET round = round + 1, submitted_by = NULL, unit_approved_by = NULL, finance_approved_by = NULL, approved_on = NULL, voucher = '', paid_on = NULL WHERE id = @Id
            """, new { c.Id }));
    }

    /// <summary>Findings that another person decides on are shown here, and asked there.</summary>
    private static IReadOnlyList<Finding> ForOthers(IEnumerable<Finding> findings) =>
        [.. findings.Select(f => f.Severity == Severity.Review ? f with { Severity = Severity.Note, Sentence = f.Sentence + "（由单位审批人复核）" } : f)];

    /// <summary>Takes back the claim's own entries, then gives what it had drawn to its commitments.</summary>
    private async Task TakeBackAsync(StepContext step, Claim claim)
    {
        var held = await CommitmentDraws.HoldAsync(step.Db, claim.Id);
        await ledger.ReverseAsync(step.Db, EntrySources.Claim, claim.Id, step.Comment, step.User);
        await draws.GiveBackAsync(step.Db, held, step.Comment, step.User);
    }

    /// <summary>Relieves the commitments it draws from and commits the money.</summary>
    private async Task CommitAsync(StepContext step, Claim claim)
    {
        await draws.DrawAsync(step.Db, claim.Id, step.User);
        await ledger.PostAsync(step.Db, [.. (await evaluator.DemandsAsync(step.Db, claim.Id)).SelectMany(d => Postings.Commit(d.Line, d.Wanted, EntrySources.Claim, claim.Id, step.Comment, claim.Round))], step.User);
        await step.Db.ExecuteAsync("UPDATE claim SET unit_approved_by = @AccountId WHERE id = @Id", new { claim.Id, step.User.AccountId });
    }

    private async Task PostAsync(StepContext step, Claim claim, PostingKind kind) => await ledger.PostAsync(step.Db,
        [.. (await evaluator.DemandsAsync(step.Db, claim.Id)).Select(d => new Posting(d.Line.Id, kind, d.Wanted, EntrySources.Claim, claim.Id) { Round = claim.Round })], step.User);

    /// <summary>Takes the invoices by their key: of two claims handed in at once with the same invoice one is refused, whatever their gates saw.</summary>
    private static async Task HoldInvoicesAsync(DbScope db, long claimId)
    {
        await FreeInvoicesAsync(db, claimId);
        foreach (var number in (await ClaimLineRepository.OfClaimAsync(db, claimId)).Select(l => l.InvoiceKey).Where(n => n.Length > 0).Distinct().Order(StringComparer.Ordinal))
        {
            if (await db.ExecuteAsync("INSERT INTO claim_invoice (invoice_no, claim_id) VALUES (@number, @claimId) ON CONFLICT DO NOTHING", new { number, claimId }) == 0)
            {
                throw new Refusal("invoice_twice", $"发票号码 {number} 刚刚由另一张报销单提交，同一张发票只能报销一次。") { Status = 409 };
            }
        }
    }

    private static Task<int> FreeInvoicesAsync(DbScope db, long claimId) => db.ExecuteAsync("DELETE FROM claim_invoice WHERE claim_id = @claimId", new { claimId });
}
