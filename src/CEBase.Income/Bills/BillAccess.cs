namespace CEBase.Income.Bills;

/// <summary>Which bills are a payer's own: a learner's, and those of the client for which an account speaks.</summary>
internal sealed class BillAccess(IEnrolmentDirectory directory)
{
    private const string OfContact = """
        r.payer_kind = 'Client' AND EXISTS (SELECT 1 FROM contract k JOIN client m ON m.id = k.client_id JOIN organisation_contact o ON o.account_id = @account
          WHERE k.id = r.contract_id AND (o.organisation = m.name OR o.credit_code = m.credit_code))
        """;

    public async Task<IReadOnlyList<Receivable>> OwnAsync(DbScope db, ICurrentUser user)
    {
        if (user.AccountId is not { } account)
        {
            return [];
        }
        var own = await directory.LearnerOfAsync(db, account) is { } learner ? await Receivable.OfLearnerAsync(db, learner.Id) : [];
        var ofClient = user.Has(Enrollment.Permissions.OwnRosters)
            ? await db.QueryAsync<Receivable>($"{Receivable.Select} WHERE {OfContact} ORDER BY CASE WHEN r.state IN ({ReceivableWorkflow.Owing}) THEN 0 ELSE 1 END, r.id DESC", new { account }) : [];
        return [.. own, .. ofClient];
    }

    /// <summary>The bill when it is the user's own.</summary>
    /// <exception cref="Refusal">404 otherwise, so that numbers can't be tried out.</exception>
    public async Task<Receivable> OpenAsync(DbScope db, string number, ICurrentUser user)
    {
        var bill = await Receivable.FindAsync(db, number);
        return bill is not null && await IsOwnAsync(db, bill, user) ? bill : throw Refusal.NotFound($"没有编号为 {number} 的缴费通知。");
    }

    public async Task<bool> IsOwnAsync(DbScope db, Receivable bill, ICurrentUser user) => user.AccountId is { } account && (bill.PayerKind == PayerKind.Learner
        ? (await directory.LearnerOfAsync(db, account))?.Id == bill.LearnerId
        : user.Has(Enrollment.Permissions.OwnRosters) && await db.ScalarAsync<long>($"SELECT count(*) FROM receivable r WHERE r.id = @Id AND {OfContact}", new { bill.Id, account }) > 0);
}
