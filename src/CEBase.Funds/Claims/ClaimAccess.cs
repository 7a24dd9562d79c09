using CEBase.Funds.Expenses;

namespace CEBase.Funds.Claims;

/// <summary>Who sees and writes which claim: the claimant, the adviser of its class, and who sees all.</summary>
internal static class ClaimAccess
{
    public static async Task<bool> MaySeeAsync(DbScope db, Claim claim, ICurrentUser user) => ExpenseAccess.SeesAll(user)
        || (claim.ApplicantId is not null && claim.ApplicantId == user.AccountId)
        || (claim.ClassId is { } id && await ExpenseAccess.SeesClassAsync(db, id, user));
}
