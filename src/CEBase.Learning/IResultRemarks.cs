namespace CEBase.Learning;

/// <summary>What a higher module has to say about learners where their results are recorded: who still owes the fee (BJTU 28).</summary>
public interface IResultRemarks
{
    /// <summary>Findings by learner; who has none is missing.</summary>
    Task<IReadOnlyDictionary<long, Finding>> OfAsync(DbScope db, long classId, IReadOnlyCollection<long> learnerIds);
}
