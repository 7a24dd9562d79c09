namespace CEBase.Income.Bills;

/// <summary>Reads who has paid in full.</summary>
[RestsOn("BJTU:28", How = "发证前查询是否缴清，欠费学员名单交发证环节")]
internal sealed class PaymentStanding(ReceivableRepository bills, IClassDirectory classes, IContractDirectory contracts) : IPaymentStanding
{
    public async Task<IReadOnlySet<long>> UnpaidAsync(DbScope db, long classId, IReadOnlyCollection<long> learnerIds)
    {
        if (learnerIds.Count == 0 || (await classes.GetAsync(db, [classId])).FirstOrDefault() is not { } card)
        {
            return new HashSet<long>();
        }
        if (card.Funding == FundingMode.Commissioned && card.Fee <= Money.Zero)
        {
            return await ClientHasPaidAsync(db, card) ? new HashSet<long>() : learnerIds.ToHashSet();
        }
        if (card.Fee <= Money.Zero)
        {
            return new HashSet<long>();
        }
        var states = (await bills.OfClassAsync(db, classId)).Where(b => b.IsLiving && b.LearnerId is not null).ToDictionary(b => b.LearnerId!.Value, b => b.State);
        return learnerIds.Where(id => !FullyPaidRule.LearnerIsPaid(card.Fee, states.GetValueOrDefault(id))).ToHashSet();
    }

    /// <summary>Without a contract nothing is known to be owed, and a class can't run without one.</summary>
    private async Task<bool> ClientHasPaidAsync(DbScope db, ClassCard card) =>
        card.ProjectId is not { } project || await contracts.OfProjectAsync(db, project) is not { } contract
        || FullyPaidRule.ClientIsPaid(contract.Price, (await bills.OfContractAsync(db, contract.Id)).Sum(b => b.Kept));
}
