using CEBase.Platform.Workflows;
using CEBase.Projects;

namespace CEBase.Catalogue.Classes.Gates;

internal sealed class PlanNameGate(INameCheck names, IProjectDirectory projects) : NameGate(ClassWorkflow.Plan, names, projects);

internal sealed class OpenNameGate(INameCheck names, IProjectDirectory projects) : NameGate(ClassWorkflow.OpenEnrolment, names, projects);

/// <summary>A class's name holds no banned word. The list is the Projects module's.</summary>
[RestsOn("MOE23:names", How = "班名含有禁用词的，不能列入计划，也不能开放报名")]
internal abstract class NameGate(string step, INameCheck names, IProjectDirectory projects) : ClassGate(step, "班名规范")
{
    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row)
    {
        var project = row.ProjectId is { } id ? await projects.FindAsync(step.Session, id) : null;
        return await names.CheckAsync(step.Session, row.Name, NameUse.Class, project?.IsOpenEnrolment ?? row.Funding == FundingMode.Open);
    }
}
