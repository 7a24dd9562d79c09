using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;

namespace CEBase.Funds.Settlement;

/// <summary>Gathers, once for each class that a claim serves, what the rules on whole classes need, and asks them.</summary>
internal sealed class ClassCostEvaluator(ClassQuotaReader quotas) : IClaimReviewer
{
    /// <summary>In a write the settlements of the classes are held.</summary>
    public async Task<IReadOnlyList<(long? LineId, Finding Finding)>> ReviewAsync(DbScope db, ClaimUnderReview review)
    {
        var (claim, _, served, fromGrant) = review;
        var findings = new List<Finding>();
        var settlements = await SettlementRepository.StatesAsync(db, [.. served.Select(c => c.Id)]);
        foreach (var card in served.OrderBy(c => c.ClassNo, StringComparer.Ordinal))
        {
            // What was paid before the signature is what was signed.
            if (claim.State is ClaimStates.Draft or ClaimStates.Returned or ClaimStates.Checked or ClaimStates.UnitApproved)
            {
                findings.AddRange(SettledClassRule.Check(card.ClassNo, settlements.GetValueOrDefault(card.Id, SettlementWorkflow.Open)));
            }
            var bound = (await ClassCostRepository.OfClassAsync(db, card.Id)).Where(c => c.IsQuotaBound).ToLookup(c => c.Number == claim.Number);
            if (bound[true].Any())
            {
                findings.AddRange(ClassQuotaRule.Check(new ClassQuotaFacts(card.ClassNo, await quotas.ExpectedAsync(db, card), bound[false].Where(c => c.Counts).Sum(c => c.Amount),
                    bound[true].Sum(c => c.Amount), fromGrant || card.Funding is FundingMode.Fiscal or FundingMode.BaseGrant)));
            }
        }
        return [.. findings.Select(f => ((long?)null, f))];
    }
}
