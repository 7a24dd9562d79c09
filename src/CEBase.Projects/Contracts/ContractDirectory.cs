namespace CEBase.Projects.Contracts;

internal sealed class ContractDirectory(AmendmentRepository amendments) : IContractDirectory
{
    /// <summary>A contract's columns as first signed, with its client; <c>signed_on</c> is null until the step of signing was taken.</summary>
    private const string Terms = """
        SELECT k.id, k.number, k.project_id, c.name AS client_name, c.credit_code AS client_credit_code,
          CASE WHEN k.state IN ('signed', 'performed') THEN k.signed_on END AS signed_on, k.starts_on, k.ends_on, k.headcount, k.price
        FROM contract k JOIN client c ON c.id = k.client_id
        """;

    public async Task<ContractTerms?> OfProjectAsync(DbScope db, long projectId) =>
        await db.FirstAsync<ContractTerms>($"{Terms} WHERE k.project_id = @projectId AND k.state NOT IN ('ended', 'cancelled')", new { projectId }) is { } first
            ? await AmendAsync(db, first) : null;

    /// <summary>The terms of one contract as amended, whatever its state.</summary>
    public async Task<ContractTerms?> OfAsync(DbScope db, long contractId) =>
        await db.FirstAsync<ContractTerms>($"{Terms} WHERE k.id = @contractId", new { contractId }) is { } first ? await AmendAsync(db, first) : null;

    private async Task<ContractTerms> AmendAsync(DbScope db, ContractTerms terms) =>
        AmendedTerms.Of(terms, await amendments.OfAsync(db, terms.Id));
}

/// <summary>What a contract says once its signed amendments are read into it.</summary>
internal static class AmendedTerms
{
    /// <summary>Each signed amendment, in the order of the numbers, replaces what it names and leaves the rest.</summary>
    public static ContractTerms Of(ContractTerms first, IEnumerable<Amendment> amendments) => amendments
        .Where(a => a.State == AmendmentStates.Signed).OrderBy(a => a.Number)
        .Aggregate(first, (terms, a) => terms with
        {
            StartsOn = a.StartsOn ?? terms.StartsOn,
            EndsOn = a.EndsOn ?? terms.EndsOn,
            Headcount = a.Headcount ?? terms.Headcount,
            Price = a.Price ?? terms.Price,
        });
}
