using CEBase.Projects.Contracts;

namespace CEBase.Projects.Amendments;

internal sealed class SignAmendmentGate(TimeProvider clock) : IStepGate
{
    public string RecordType => AmendmentStates.RecordType;
    public string Step => AmendmentWorkflow.Sign;
    public string Label => "变更内容、签订日与扫描件";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        if (await Amendment.FindAsync(step.Session, step.RecordId) is not { } amendment || await Contract.FindAsync(step.Session, amendment.ContractId) is not { } contract)
        {
            return [];
        }
        var after = AmendedTerms.Of((await ContractDirectory.OfAsync(step.Session, contract.Id))!, [amendment with { State = AmendmentStates.Signed }]);
        return [.. AmendmentSigningRule.Check(amendment, contract, after, clock.Today())];
    }
}

/// <summary>The changed price or headcount against the price record.</summary>
internal sealed class AmendmentPriceGate(ContractFactsReader reader) : IStepGate
{
    public string RecordType => AmendmentStates.RecordType;
    public string Step => AmendmentWorkflow.Sign;
    public string Label => "变更后的价格";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        if (await Amendment.FindAsync(step.Session, step.RecordId) is not { } amendment || (amendment.Price is null && amendment.Headcount is null)
            || await reader.ReadAsync(step.Session, amendment.ContractId) is not { } facts)
        {
            return [];
        }
        var after = AmendedTerms.Of((await ContractDirectory.OfAsync(step.Session, facts.Contract.Id))!, [amendment with { State = AmendmentStates.Signed }]);
        return [.. ContractPriceRule.Check(after.Price, after.Headcount, after.StartsOn, facts.Price)];
    }
}
