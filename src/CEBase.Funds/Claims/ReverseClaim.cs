using CEBase.Funds.Budgets;

namespace CEBase.Funds.Claims;

/// <summary>Reverses a claim when its reversal is approved.</summary>
internal sealed class ReverseClaim(WorkflowEngine engine) : IDomainEventHandler<ClaimReversalApproved>
{
    /// <exception cref="Refusal"><c>step_refused</c>: a gate stops it.</exception>
    public async Task HandleAsync(ClaimReversalApproved happened, DbScope db, CancellationToken cancel)
    {
        var outcome = await engine.TakeAsync(db, new StepRequest(Claim.RecordType, happened.ClaimId, ClaimWorkflow.Reverse) { Comment = $"{happened.Number}：{happened.Reason}" }, SystemUser.Instance);
        if (!outcome.Taken)
        {
            throw new Refusal("step_refused", outcome.Refusal!) { Status = 409 };
        }
    }
}
