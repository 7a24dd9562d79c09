using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes.Gates;

internal sealed class SeatsGate(IClassDirectory classes) : ClassGate(ClassWorkflow.OpenEnrolment, "座位与分组名额")
{
    protected override string Place => "quotas";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) =>
        QuotaRule.Check(row.Capacity, await classes.QuotasAsync(step.Session, row.Id));
}
