using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes.Gates;

internal sealed class OpenProjectGate(IProjectDirectory projects) : ProjectGate(ClassWorkflow.OpenEnrolment, projects);

internal sealed class StartProjectGate(IProjectDirectory projects) : ProjectGate(ClassWorkflow.Start, projects);

internal abstract class ProjectGate(string step, IProjectDirectory projects) : ClassGate(step, "立项与审批编号", typeof(ProjectRule))
{
    public override string Actor => "承办单位、管理办公室";

    public override string RemedyLabel => "办理立项";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row)
    {
        var project = row.ProjectId is { } id ? await projects.FindAsync(step.Session, id) : null;
        return ProjectRule.Check(project, row.ApprovalNo)
            .Select(f => f with { Remedy = project is null || f.Rule == ProjectRule.NumberMissing ? null : $"/console/projects/{project.Number}" });
    }
}

internal sealed class OpenTermsGate(IProjectDirectory projects) : TermsGate(ClassWorkflow.OpenEnrolment, projects);

internal sealed class StartTermsGate(IProjectDirectory projects) : TermsGate(ClassWorkflow.Start, projects);

internal abstract class TermsGate(string step, IProjectDirectory projects) : OfProjectGate(step, "与立项一致", projects, typeof(ProjectTermsRule))
{
    protected override Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row, ProjectCard project) =>
        Task.FromResult(ProjectTermsRule.Check(row.Details(), project));
}

internal sealed class PromotionGate(IProjectDirectory projects, IPromotionDirectory board) : OfProjectGate(ClassWorkflow.OpenEnrolment, "招生宣传材料", projects, typeof(OpenRecruitmentRule))
{
    public override string Actor => "基地工作人员、管理办公室";

    public override string RemedyLabel => "办理宣传材料";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row, ProjectCard project) =>
        OpenRecruitmentRule.Check(project, await board.OfProjectAsync(step.Session, project.Id)).Select(f => f with { Remedy = AddressOf(project) });
}

/// <summary>A gate that compares the class with its project, and says so where there is none.</summary>
internal abstract class OfProjectGate(string step, string label, IProjectDirectory projects, params Type[] rules) : ClassGate(step, label, rules)
{
    protected sealed override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) =>
        row.ProjectId is { } id && await projects.FindAsync(step.Session, id) is { } project
            ? await FindingsAsync(step, row, project)
            : WithoutProject;

    /// <summary>What it says when there is no project.</summary>
    protected virtual IEnumerable<Finding> WithoutProject => [ProjectRule.WithoutProject("关联以后才能核对。")];

    protected abstract Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row, ProjectCard project);

    /// <summary>The project's own page.</summary>
    protected static string AddressOf(ProjectCard project) => $"/console/projects/{project.Number}";
}
