namespace CEBase.Income.Bills;

/// <summary>Shows on the result sheet who has not paid in full, so that nobody is surprised when certificates are issued.</summary>
internal sealed class UnpaidRemarks(IPaymentStanding standing, IEnrolmentDirectory directory) : IResultRemarks
{
    public async Task<IReadOnlyDictionary<long, Finding>> OfAsync(DbScope db, long classId, IReadOnlyCollection<long> learnerIds)
    {
        var unpaid = await standing.UnpaidAsync(db, classId, learnerIds);
        return (await directory.LearnersAsync(db, [.. unpaid])).ToDictionary(l => l.Id, l => FullyPaidRule.Of(l.Name) with { Severity = Severity.Note });
    }
}
