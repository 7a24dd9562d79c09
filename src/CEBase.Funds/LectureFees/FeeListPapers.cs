using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Papers;

namespace CEBase.Funds.LectureFees;

/// <summary>The approved payment list is the fee sheet of the claim made from it, for lines that still say what the list says; a line edited away from it needs a sheet of its own.</summary>
internal sealed class FeeListPapers : IClaimPaperSource, IClaimReviewer, IClaimOrigins
{
    public async Task<IReadOnlyList<FoundPaper>> FindAsync(DbScope db, IReadOnlyList<ClaimLine> lines)
    {
        if (await SameAsync(db, lines) is not { } found)
        {
            return [];
        }
        var (list, same) = found;
        return [new FoundPaper("fee-sheet", [.. same], true, $"{list.Number}，{list.ConfirmedByName} 核定", FundsAddresses.FeeList(list.Number)) { IsOfSystem = true }];
    }

    public async Task<ClaimOrigin?> OfClaimAsync(DbScope db, long claimId) =>
        await FeeListRepository.OfClaimAsync(db, claimId) is { } list ? new ClaimOrigin(list.Number, FundsAddresses.FeeList(list.Number)) : null;

    public async Task<IReadOnlyList<(long? LineId, Finding Finding)>> ReviewAsync(DbScope db, ClaimUnderReview review)
    {
        var listed = await SameAsync(db, review.Lines);
        return [.. review.Lines.SelectMany(l => FeeListedRule.Check(l, listed?.Lines.Contains(l.Id) ?? false).Select(f => ((long?)l.Id, f)))];
    }

    /// <summary>The approved list that a claim was made from, with those of the claim's lines that still say what it says; null where there is none.</summary>
    private static async Task<(FeeList List, IReadOnlySet<long> Lines)?> SameAsync(DbScope db, IReadOnlyList<ClaimLine> lines)
    {
        if (lines.Count == 0 || await FeeListRepository.OfClaimAsync(db, lines[0].ClaimId) is not { Snapshot.Length: > 0 } list)
        {
            return null;
        }
        var listed = (await FeeLineRepository.OfAsync(db, list.Id)).Select(l => (l.Name, l.Day, l.HalfDay, l.Gross)).ToHashSet();
        var same = lines.Where(l => l.Kind == list.Kind && listed.Contains((l.Payee, l.FromDay, l.HalfDay, l.Amount))).Select(l => l.Id).ToHashSet();
        return same.Count == 0 ? null : (list, same);
    }
}
