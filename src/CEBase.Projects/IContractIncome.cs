namespace CEBase.Projects;

/// <summary>What came in on a contract.</summary>
public sealed record ContractIncome
{
    /// <summary>The contract.</summary>
    public long ContractId { get; init; }

    /// <summary>Billed to the client.</summary>
    public Money Billed { get; init; }

    /// <summary>Received and not paid back.</summary>
    public Money Received { get; init; }

    /// <summary>On invoices that stand.</summary>
    public Money Invoiced { get; init; }
}

/// <summary>Tells what came in on contracts; a higher module that keeps income implements it.</summary>
public interface IContractIncome
{
    /// <summary>Contracts on which something was billed; the rest are missing.</summary>
    Task<IReadOnlyDictionary<long, ContractIncome>> OfAsync(DbScope db, IReadOnlyCollection<long> contractIds);
}
