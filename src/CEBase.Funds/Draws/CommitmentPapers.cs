using CEBase.Funds.Commitments;
using CEBase.Funds.Expenses;
using CEBase.Funds.Papers;

namespace CEBase.Funds.Draws;

/// <summary>The contract or approval of a commitment is the paper of the claim lines that draw from it.</summary>
internal sealed class CommitmentPapers : IClaimPaperSource
{
    public async Task<IReadOnlyList<FoundPaper>> FindAsync(DbScope db, IReadOnlyList<ClaimLine> lines)
    {
        var named = lines.Where(l => l.CommitmentId is not null).ToLookup(l => l.CommitmentId!.Value, l => l.Id);
        return [.. (await CommitmentRepository.GetAsync(db, named.Select(g => g.Key))).Where(c => c.PaperNo.Length > 0 && c.State is CommitmentWorkflow.Approved or CommitmentWorkflow.Closed)
            .Select(c => new FoundPaper(c.Kind == CommitmentKind.Contract ? "contract" : "purchase-approval", [.. named[c.Id]], true, $"{c.Number}，{c.PaperNo}", FundsAddresses.Commitment(c.Number)) { IsOfSystem = true })];
    }
}
