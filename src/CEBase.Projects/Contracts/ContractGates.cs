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
internal sealed class ContractFactsReader(IProjectDirectory projects, IPriceDirectory prices)
{
    public async Task<ContractFacts?> ReadAsync(DbScope db, long contractId)
    {
        if (await Contract.FindAsync(db, contractId) is not { } contract)
        {
            return null;
        }
        var project = (await projects.FindAsync(db, contract.ProjectId))!;
        var template = contract.TemplateId is { } id ? await ContractTemplate.FindAsync(db, id) : null;
        var newest = template is null ? null : (await ContractTemplate.AllAsync(db)).FirstOrDefault(t => t.Code == template.Code && t.HoldsFrom <= contract.NegotiatedOn);
        var price = project.PriceId is { } priceId ? await prices.FindAsync(db, priceId) : null;
        return new ContractFacts(contract, (await Client.FindAsync(db, contract.ClientId))!, project, template, newest, price, await RedFlagWords.ForContractsAsync(db));
    }
}

/// <summary>A gate of the contract's own module: gathers the facts, then asks rules.</summary>
internal abstract class ContractGate(string step, string label, ContractFactsReader reader) : IStepGate
{
    public string RecordType => ContractStates.RecordType;
    public string Step { get; } = step;
    public string Label { get; } = label;

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => await reader.ReadAsync(step.Session, step.RecordId) is { } facts
        ? [.. (await FindingsAsync(step, facts)).Select(f => f with { Remedy = f.Remedy ?? RemedyOf(facts) })]
        : [];

    protected virtual string RemedyOf(ContractFacts facts) => $"/console/contracts/{facts.Contract.Number}/edit";

    protected abstract Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ContractFacts facts);
}

internal abstract class ContractProjectGate(string step, ContractFactsReader reader) : ContractGate(step, "项目批准与合同类别", reader)
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ContractFacts facts) => Task.FromResult<IEnumerable<Finding>>(
        [.. ContractProjectRule.Check(facts.Contract, facts.Project).Where(f => f.Severity == Severity.Block), .. ServiceOnlyRule.Check(facts.Contract.Kind, facts.Project.IsServiceOnly)]);
}

internal sealed class SubmitProjectGate(ContractFactsReader reader) : ContractProjectGate(ContractWorkflow.Submit, reader);

internal sealed class SignProjectGate(ContractFactsReader reader) : ContractProjectGate(ContractWorkflow.Sign, reader);

internal abstract class ContractTermsGate(string step, ContractFactsReader reader) : ContractGate(step, "安全条款与禁止约定", reader)
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ContractFacts facts) => Task.FromResult<IEnumerable<Finding>>(
        [.. SafetyClauseRule.Check(facts.Contract.HasSafetyClause), .. facts.WordFindings().Where(f => f.Severity == Severity.Block)]);
}

internal sealed class SubmitTermsGate(ContractFactsReader reader) : ContractTermsGate(ContractWorkflow.Submit, reader);

internal sealed class SignTermsGate(ContractFactsReader reader) : ContractTermsGate(ContractWorkflow.Sign, reader);

/// <summary>The office reads what departs, and lets it pass with a reason.</summary>
internal sealed class PassDeparturesGate(ContractFactsReader reader) : ContractGate(ContractWorkflow.Pass, "合同范本与价格", reader)
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ContractFacts facts) => Task.FromResult<IEnumerable<Finding>>(facts.Departures());
}

internal sealed class SignDeparturesGate(ContractFactsReader reader) : ContractGate(ContractWorkflow.Sign, "合同范本与价格", reader)
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ContractFacts facts) => Task.FromResult(OfficeCheckRule.Check(facts.Contract.State, facts.Departures()));
}

internal sealed class SigningDayGate(ContractFactsReader reader, TimeProvider clock) : ContractGate(ContractWorkflow.Sign, "签订日与扫描件", reader)
{
    protected override string RemedyOf(ContractFacts facts) => $"/console/contracts/{facts.Contract.Number}#signing";

    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ContractFacts facts)
    {
        var (contract, start) = (facts.Contract, facts.Contract.StartsOn < facts.Project.StartsOn ? facts.Contract.StartsOn : facts.Project.StartsOn);
        return Task.FromResult(SigningDayRule.Check(new SigningFacts(contract.SignedOn, contract.NegotiatedOn, start, contract.ScanUploadedAt?.ChinaDay(), clock.Today())));
    }
}

internal sealed class SignClientGate(ContractFactsReader reader) : ContractGate(ContractWorkflow.Sign, "委托单位与关系人申报", reader)
{
    protected override string RemedyOf(ContractFacts facts) => $"/console/clients/{facts.Client.Id}";

    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ContractFacts facts) => Task.FromResult<IEnumerable<Finding>>(
        [.. ClientService.Findings(facts.Client), .. DeclarationRule.Check(facts.Contract.IsDeclared, facts.Client.IsRelationDeclared)]);
}

/// <summary>A contract isn't performed while its last day is to come or a change waits for signature.</summary>
internal sealed class PerformGate(ContractFactsReader reader, TimeProvider clock) : ContractGate(ContractWorkflow.Perform, "履行情况", reader)
{
    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ContractFacts facts)
    {
        var findings = new List<Finding>();
        if ((await Amendment.OfAsync(step.Session, facts.Contract.Id)).Any(a => a.State == AmendmentStates.Draft))
        {
            findings.Add(Finding.Block("contract.amendment-open", "还有一份补充协议没有签订，请先签订或放弃。", "BJTU:11") with { Remedy = $"/console/contracts/{facts.Contract.Number}" });
        }
        if (await ContractDirectory.OfAsync(step.Session, facts.Contract.Id) is { } terms && terms.EndsOn >= clock.Today())
        {
            findings.Add(Finding.Review("contract.not-over", $"合同约定的结束日是 {terms.EndsOn.InTable()}，还没有过，请说明提前登记履行完毕的原因。", "BJTU:10"));
        }
        return findings;
    }
}
