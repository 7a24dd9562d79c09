namespace CEBase.Catalogue.Classes;

/// <summary>培训班 of a project: the one class that carries it out, or the button that makes it.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ProjectClassModel(IDatabase database, IProjectDirectory projects, IClassDirectory classes, ICurrentUser user) : PageModel
{
    [FromRoute] public string Number { get; set; } = "";

    public ProjectCard Project { get; private set; } = null!;
    public ClassCard? Class { get; private set; }
    public bool MayCreate => user.Has(Permissions.Manage) && Project.State is not (ProjectStates.Returned or ProjectStates.Closed);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        Project = await projects.FindAsync(db, Number) ?? throw Refusal.NotFound($"没有编号为 {Number} 的立项。");
        Class = await classes.OfProjectAsync(db, Project.Id);
        return 0;
    }, cancel);
}
