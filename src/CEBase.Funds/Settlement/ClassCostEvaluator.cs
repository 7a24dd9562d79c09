using CEBase.Funds.Claims;

namespace CEBase.Funds.Settlement;

/// <summary>Gathers, once for each class that a claim serves, what the rules on whole classes need, and asks them.</summary>
internal sealed class ClassCostEvaluator(ClassQuotaReader quotas)
{
    /// <param name="db">The session; in a write the settlements of the classes are held.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="fromGrant">The grant pays it.</param>
    /// <param name="served">The classes that its lines serve.</param>
    public async Task<IReadOnlyList<Finding>> JudgeAsync(DbScope db, Claim claim, bool fromGrant, IReadOnlyCollection<ClassCard> served)
    {
        var findings = new List<Finding>();
        var settlements = await ClassSettlement.StatesAsync(db, [.. served.Select(c => c.Id)]);
        foreach (var card in served.OrderBy(c => c.ClassNo, StringComparer.Ordinal))
        {
            // What was paid before the signature is what was signed.
            if (claim.State is ClaimWorkflow.Draft or ClaimWorkflow.Returned or ClaimWorkflow.Checked or ClaimWorkflow.UnitApproved)
            {
                findings.AddRange(SettledClassRule.Check(card.ClassNo, settlements.GetValueOrDefault(card.Id, SettlementWorkflow.Open)));
            }
            var bound = (await ClassCost.OfClassAsync(db, card.Id)).Where(c => c.IsQuotaBound).ToLookup(c => c.Number == claim.Number);
            if (bound[true].Any())
            {
                findings.AddRange(ClassQuotaRule.Check(new ClassQuotaFacts(card.ClassNo, await quotas.ExpectedAsync(db, card), bound[false].Where(c => c.Counts).Sum(c => c.Amount),
                    bound[true].Sum(c => c.Amount), fromGrant || card.Funding is FundingMode.Fiscal or FundingMode.BaseGrant)));
            }
        }
        return findings;
    }
}
