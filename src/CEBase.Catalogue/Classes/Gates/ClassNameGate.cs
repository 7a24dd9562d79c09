namespace CEBase.Catalogue.Classes.Gates;

internal sealed class PlanNameGate(INameCheck names) : ClassNameGate(ClassWorkflow.Plan, names);

internal sealed class OpenNameGate(INameCheck names) : ClassNameGate(ClassWorkflow.OpenEnrolment, names);

internal abstract class ClassNameGate(string step, INameCheck names) : ClassGate(step, "班名用语")
{
    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) =>
        await names.CheckAsync(step.Session, row.Name, NameUse.Class, row.Funding == FundingMode.Open);
}
