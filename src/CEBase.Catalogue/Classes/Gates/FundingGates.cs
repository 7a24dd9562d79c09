using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes.Gates;

internal sealed class PlanFundingGate() : FundingGate(ClassWorkflow.Plan);

internal sealed class OpenFundingGate() : FundingGate(ClassWorkflow.OpenEnrolment);

internal abstract class FundingGate(string step) : ClassGate(step, "经费方式与收费", typeof(FeeRule))
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => Task.FromResult(FundingRule.Check(row.Funding, row.Fee, row.Client));
}
