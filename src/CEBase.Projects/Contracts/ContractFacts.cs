using CEBase.Projects.Clients;
using CEBase.Projects.RedFlags;
using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>Everything the rules of a contract look at.</summary>
internal sealed record ContractFacts(Contract Contract, Client Client, ProjectCard Project, ContractTemplate? Template, ContractTemplate? Newest, PriceCard? Price, IReadOnlyList<RedFlagWord> Words)
{
    /// <summary>What the office has to approve: departures from template, price and project, and words that need a second look.</summary>
    public IReadOnlyList<Finding> Departures() =>
    [
        .. TemplateRule.Check(Contract, Template, Newest),
        .. ContractPriceRule.Check(Contract.Price, Contract.Headcount, Contract.StartsOn, Price),
        .. ContractProjectRule.Check(Contract, Project).Where(f => f.Severity == Severity.Review),
        .. WordFindings().Where(f => f.Severity == Severity.Review),
    ];

    public IEnumerable<Finding> WordFindings() => RedFlagRule.Check($"{Contract.KeyTerms}\n{Contract.Deviation}\n{Contract.Partners}", "合同要点", Words);
}

/// <summary>Gathers the facts.</summary>
internal sealed class ContractFactsReader(
    ContractRepository contracts, ClientRepository clients, TemplateRepository templates, RedFlagRepository words, IProjectDirectory projects, IPriceDirectory prices)
{
    public async Task<ContractFacts?> ReadAsync(DbScope db, long contractId)
    {
        if (await contracts.FindAsync(db, contractId) is not { } contract)
        {
            return null;
        }
        var project = (await projects.FindAsync(db, contract.ProjectId))!;
        var template = contract.TemplateId is { } id ? await templates.FindAsync(db, id) : null;
        var newest = template is null ? null : (await templates.AllAsync(db)).FirstOrDefault(t => t.Code == template.Code && t.HoldsFrom <= contract.NegotiatedOn);
        var price = project.PriceId is { } priceId ? await prices.FindAsync(db, priceId) : null;
        return new ContractFacts(contract, (await clients.FindAsync(db, contract.ClientId))!, project, template, newest, price, await words.ForContractsAsync(db));
    }
}
