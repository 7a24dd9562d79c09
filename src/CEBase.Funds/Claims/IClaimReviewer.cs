using CEBase.Funds.Expenses;

namespace CEBase.Funds.Claims;

/// <summary>What a claim's reviewer is given.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Served">The classes that they serve.</param>
/// <param name="FromGrant">The grant pays it.</param>
internal sealed record ClaimUnderReview(Claim Claim, IReadOnlyList<ClaimLine> Lines, IReadOnlyCollection<ClassCard> Served, bool FromGrant);

/// <summary>Looks at claims for a capability above them: payment lists, settlements.</summary>
internal interface IClaimReviewer
{
    /// <summary>Findings, each of a line or, where the id is null, of the claim as a whole. In a write what they rest on is held.</summary>
    Task<IReadOnlyList<(long? LineId, Finding Finding)>> ReviewAsync(DbScope db, ClaimUnderReview review);
}

/// <summary>The record that made a claim; its lines are changed there and not in the claim.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Href">Its page.</param>
internal sealed record ClaimOrigin(string Number, string Href);

/// <summary>Finds the record that made a claim.</summary>
internal interface IClaimOrigins
{
    /// <summary>The record, or null for a claim that somebody wrote by hand.</summary>
    Task<ClaimOrigin?> OfClaimAsync(DbScope db, long claimId);
}
