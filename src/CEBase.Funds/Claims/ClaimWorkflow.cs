using CEBase.Funds.Commitments;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using static CEBase.Funds.Expenses.ClaimStates;

namespace CEBase.Funds.Claims;

/// <summary>
/// The life of a claim. The base's approval commits the money, finance's approval turns it into a claim, payment pays it; a return gives back
/// whatever was posted. What must be looked at is passed by the approver, who is never the claimant.
/// </summary>
internal sealed class ClaimWorkflow(FundLedger ledger, CommitmentDraws draws, TimeProvider clock) : IWorkflow
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

    public WorkflowDefinition Definition { get; } = new(Claim.RecordType, "报销单", ClaimStates.All,
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

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM claim WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE claim SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from",
        new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public async Task<bool> MayActAsync(DbScope db, long recordId, ICurrentUser user) =>
        await ClaimRepository.FindAsync(db, recordId) is { } claim && await ClaimAccess.MaySeeAsync(db, claim, user);

    public async Task ApplyAsync(StepContext step)
    {
        var (db, id) = (step.Session, step.RecordId);
        switch (step.Step.Name)
        {
            case Check:
                await HoldInvoicesAsync(db, id);
                await db.ExecuteAsync("UPDATE claim SET submitted_by = @AccountId WHERE id = @id", new { id, step.User.AccountId });
                break;
            case UnitApprove:
                await CommitAsync(step);
                await db.ExecuteAsync("UPDATE claim SET unit_approved_by = @AccountId WHERE id = @id", new { id, step.User.AccountId });
                break;
            case FinanceApprove:
                await PostAsync(step, PostingKind.Claim);
                await db.ExecuteAsync("UPDATE claim SET finance_approved_by = @AccountId, approved_on = @Today WHERE id = @id", new { id, step.User.AccountId, Today = clock.Today() });
                break;
            case Pay:
                await PostAsync(step, PostingKind.Pay);
                break;
            case UnitReturn or Return:
                await TakeBackAsync(step);
                // Another claim may bring the invoice meanwhile; coming again, this one takes it anew.
                await FreeInvoicesAsync(db, id);
                await db.ExecuteAsync("""
                    UPDATE claim SET round = round + 1, submitted_by = NULL, unit_approved_by = NULL, finance_approved_by = NULL, approved_on = NULL, voucher = '', paid_on = NULL WHERE id = @id
                    """, new { id });
                break;
            case Reverse:
                await TakeBackAsync(step);
                await FreeInvoicesAsync(db, id);
                break;
            case Cancel:
                await FreeInvoicesAsync(db, id);
                break;
        }
    }

    /// <summary>Takes back the claim's own entries, then gives what it had drawn to its commitments.</summary>
    private async Task TakeBackAsync(StepContext step)
    {
        var held = await CommitmentDraws.HoldAsync(step.Session, step.RecordId);
        await ledger.ReverseAsync(step.Session, EntrySources.Claim, step.RecordId, step.Comment, step.User);
        await draws.GiveBackAsync(step.Session, held, step.Comment, step.User);
    }

    /// <summary>Relieves the commitments it draws from and commits the money. What goes beyond the budget was passed by the approver as a Review; the same lines are still held, so it is the same shortfall.</summary>
    private async Task CommitAsync(StepContext step)
    {
        var round = (await ClaimRepository.FindAsync(step.Session, step.RecordId))!.Round;
        await draws.DrawAsync(step.Session, step.RecordId, step.User);
        var postings = new List<Posting>();
        foreach (var (line, wanted, _) in await ClaimEvaluator.DemandsAsync(step.Session, ledger, step.RecordId))
        {
            if (wanted > line.Remaining && !line.IsStrict && step.Comment is not null)
            {
                postings.Add(new Posting(line.Id, PostingKind.Override, wanted - line.Remaining, EntrySources.Claim, step.RecordId) { Round = round, Reason = step.Comment });
            }
            postings.Add(new Posting(line.Id, PostingKind.Commit, wanted, EntrySources.Claim, step.RecordId) { Round = round });
        }
        await ledger.PostAsync(step.Session, postings, step.User);
    }

    private async Task PostAsync(StepContext step, PostingKind act)
    {
        var round = (await ClaimRepository.FindAsync(step.Session, step.RecordId))!.Round;
        var demands = await ClaimEvaluator.DemandsAsync(step.Session, ledger, step.RecordId);
        await ledger.PostAsync(step.Session, [.. demands.Select(d => new Posting(d.Line.Id, act, d.Wanted, EntrySources.Claim, step.RecordId) { Round = round })], step.User);
    }

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

    private static Task FreeInvoicesAsync(DbScope db, long claimId) => db.ExecuteAsync("DELETE FROM claim_invoice WHERE claim_id = @claimId", new { claimId });
}
