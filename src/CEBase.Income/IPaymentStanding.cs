namespace CEBase.Income;

/// <summary>Whether learners have paid in full: asked before a certificate is issued (BJTU 28).</summary>
public interface IPaymentStanding
{
    /// <summary>
    /// Of the learners given, those for whom something is still owed: their own bill, or in a class paid by a client the contract's price. In a class
    /// that charges nobody the set is empty.
    /// </summary>
    Task<IReadOnlySet<long>> UnpaidAsync(DbScope db, long classId, IReadOnlyCollection<long> learnerIds);
}
