using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes.Gates;

internal sealed class OpenContractGate(IProjectDirectory projects, IContractDirectory contracts) : ContractGate(ClassWorkflow.OpenEnrolment, "委托合同", projects, contracts, typeof(ContractRule))
{
    protected override IEnumerable<Finding> Check(ClassRow row, bool isCommissioned, ContractTerms? contract) => ContractRule.CheckOpening(isCommissioned, contract);
}

internal sealed class StartContractGate(IProjectDirectory projects, IContractDirectory contracts) : ContractGate(ClassWorkflow.Start, "合同签订", projects, contracts, typeof(ContractRule))
{
    protected override IEnumerable<Finding> Check(ClassRow row, bool isCommissioned, ContractTerms? contract) => ContractRule.CheckStart(isCommissioned, contract, row.StartsOn);
}

internal sealed class ReadyAmendmentGate(IProjectDirectory projects, IContractDirectory contracts) : AmendmentGate(ClassWorkflow.MakeReady, projects, contracts);

internal sealed class StartAmendmentGate(IProjectDirectory projects, IContractDirectory contracts) : AmendmentGate(ClassWorkflow.Start, projects, contracts);

/// <summary>Changes after signing stop the class at its very next step, whichever that is.</summary>
internal abstract class AmendmentGate(string step, IProjectDirectory projects, IContractDirectory contracts) : ContractGate(step, "与合同一致", projects, contracts, typeof(AmendmentRule))
{
    // No contract can differ where there isn't even a project; that this one is missing is another gate's to say.
    protected override IEnumerable<Finding> WithoutProject => [];

    protected override IEnumerable<Finding> Check(ClassRow row, bool isCommissioned, ContractTerms? contract) =>
        contract is null ? [] : AmendmentRule.Check(contract, row.StartsOn, row.EndsOn, row.Capacity);
}

internal abstract class ContractGate(string step, string label, IProjectDirectory projects, IContractDirectory contracts, params Type[] rules) : OfProjectGate(step, label, projects, rules)
{
    public override string Actor => "基地工作人员、管理办公室";

    public override string RemedyLabel => "办理合同";

    protected sealed override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row, ProjectCard project)
    {
        var contract = await contracts.OfProjectAsync(step.Session, project.Id);
        var isCommissioned = row.Funding == FundingMode.Commissioned || project.Funding == FundingMode.Commissioned;
        return Check(row, isCommissioned, contract).Select(f => f with { Remedy = f.Remedy ?? (contract is null ? $"/console/contracts/new?project={project.Number}" : $"/console/contracts/{contract.Number}") });
    }

    protected abstract IEnumerable<Finding> Check(ClassRow row, bool isCommissioned, ContractTerms? contract);
}
