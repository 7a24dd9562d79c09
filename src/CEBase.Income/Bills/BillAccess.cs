namespace CEBase.Income.Bills;

/// <summary>Which bills are a payer's own: a learner's, and those of the client for which an account speaks.</summary>
internal sealed class BillAccess(ReceivableRepository bills, IEnrolmentDirectory directory)
{
    public async Task<IReadOnlyList<Receivable>> OwnAsync(DbScope db, ICurrentUser user)
    {
        if (user.AccountId is not { } account)
        {
            return [];
        }
        var own = await directory.LearnerOfAsync(db, account) is { } learner ? await bills.OfLearnerAsync(db, learner.Id) : [];
        return [.. own, .. user.Has(Enrollment.Permissions.OwnRosters) ? await bills.OfContactAsync(db, account) : []];
    }

    /// <summary>The bill when it is the user's own.</summary>
    /// <exception cref="Refusal">404 otherwise, so that numbers can't be tried out.</exception>
    public async Task<Receivable> OpenAsync(DbScope db, string number, ICurrentUser user) =>
        await bills.FindAsync(db, number) is { } bill && await IsOwnAsync(db, bill, user) ? bill : throw Refusal.NotFound($"没有编号为 {number} 的缴费通知。");

    public async Task<bool> IsOwnAsync(DbScope db, Receivable bill, ICurrentUser user) => user.AccountId is { } account && (bill.PayerKind == PayerKind.Learner
        ? (await directory.LearnerOfAsync(db, account))?.Id == bill.LearnerId
        : user.Has(Enrollment.Permissions.OwnRosters) && (await bills.OfContactAsync(db, account, bill.Id)).Count > 0);
}
