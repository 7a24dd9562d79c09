namespace CEBase.Projects.Approval;

/// <summary>What the header of a project's pages shows.</summary>
internal sealed class ProjectHeaderReader(IDatabase database, ProjectWorkflow workflow)
{
    public Task<Project> ReadAsync(string number) => database.ReadAsync(async db =>
        await Project.FindAsync(db, number) ?? throw Refusal.NotFound($"没有编号为 {number} 的项目。"));

    public StateDefinition StateOf(Project project) => workflow.Definition.State(project.State);
}
