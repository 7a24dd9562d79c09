namespace CEBase.Catalogue.Classes.Gates;

internal sealed class PriceGate(IProjectDirectory projects, IPriceDirectory prices) : OfProjectGate(ClassWorkflow.OpenEnrolment, "价格备案", projects, typeof(PriceRule))
{
    public override string Actor => "基地工作人员、财务";

    public override string RemedyLabel => "核对价格";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row, ProjectCard project) =>
        PriceRule.Check(row.Fee, row.StartsOn, project.PriceId is { } id ? await prices.FindAsync(step.Session, id) : null).Select(f => f with { Remedy = AddressOf(project) });
}
