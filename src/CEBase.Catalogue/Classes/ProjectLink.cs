namespace CEBase.Catalogue.Classes;

/// <summary>
/// Ties classes to projects: one project, one class (BJTU 5(a)). A cancelled class keeps its project and number, so that the number is never
/// used for another run; whoever wants to hold the class after all asks for a new project.
/// </summary>
[RestsOn("BJTU:5(a)", How = "一个立项只能关联一个班；班取消以后编号也不再用于别的班")]
internal sealed class ProjectLink(IProjectDirectory projects)
{
    /// <summary>The approval number a class takes on by being linked to a project.</summary>
    /// <exception cref="Refusal">The project doesn't exist, may carry no class, or carries another one.</exception>
    public async Task<string?> TakeAsync(DbScope db, long? projectId, ClassRow? row)
    {
        if (projectId == row?.ProjectId)
        {
            return row?.ApprovalNo;
        }
        if (row is not null && row.HasOpened)
        {
            throw new Refusal("project_fixed", "报名开放之后不能更换立项，审批编号只用于这一期班。") { Field = nameof(ClassDetails.ProjectId), Status = 409 };
        }
        if (projectId is not { } wanted)
        {
            return null;
        }
        // Two clerks who choose the same project at once: the second waits here and then sees the first one's class.
        await db.ExecuteAsync("INSERT INTO schedule_lock (name) VALUES (@name) ON CONFLICT (name) DO UPDATE SET name = excluded.name", new { name = $"project {wanted}" });
        var project = await projects.FindAsync(db, wanted) ?? throw new Refusal("project_unknown", "没有这个立项，请重新选择。") { Field = nameof(ClassDetails.ProjectId) };
        if (project.State is ProjectStates.Returned or ProjectStates.Closed)
        {
            throw new Refusal("project_over", $"立项 {project.Number} 已{(project.State == ProjectStates.Closed ? "结项" : "退回")}，不能用来办班。") { Field = nameof(ClassDetails.ProjectId) };
        }
        if (await db.FirstAsync<string>("SELECT class_no FROM training_class WHERE project_id = @wanted", new { wanted }) is { } other)
        {
            throw new Refusal("project_taken", $"立项 {project.Number} 已用于 {other} 班。一个立项只办一期，再办请重新立项。") { Field = nameof(ClassDetails.ProjectId), Status = 409 };
        }
        return project.State == ProjectStates.Approved ? project.ApprovalNo : null;
    }

    /// <summary>Projects that may still be chosen: current ones without a class, and the class's own.</summary>
    public async Task<IReadOnlyList<ProjectCard>> ChoicesAsync(DbScope db, long? own)
    {
        var taken = (await db.QueryAsync<long>("SELECT project_id FROM training_class WHERE project_id IS NOT NULL")).ToHashSet();
        var current = await projects.CurrentAsync(db);
        var free = current.Where(p => p.Id == own || !taken.Contains(p.Id)).ToList();
        return own is { } id && free.All(p => p.Id != id) && await projects.FindAsync(db, id) is { } mine ? [mine, .. free] : free;
    }
}

/// <summary>The class takes on the number that its project was given.</summary>
internal sealed class TakeApprovalNumber(Trace trace) : IDomainEventHandler<ProjectApproved>
{
    public const string Act = "approval_number";

    public async Task HandleAsync(ProjectApproved happened, DbScope db, CancellationToken cancel)
    {
        var id = await db.FirstAsync<long?>("SELECT id FROM training_class WHERE project_id = @ProjectId AND coalesce(approval_no, '') <> @ApprovalNo", happened);
        if (id is null)
        {
            return;
        }
        await db.ExecuteAsync("UPDATE training_class SET approval_no = @ApprovalNo WHERE id = @id", new { id, happened.ApprovalNo });
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, id.Value, Act) { Comment = happened.ApprovalNo }, SystemUser.Instance);
    }
}

/// <summary>A project ends with its class.</summary>
internal sealed class CloseProject(WorkflowEngine engine, IProjectDirectory projects) : IDomainEventHandler<ClassStateChanged>
{
    private const string Step = "close";

    public async Task HandleAsync(ClassStateChanged happened, DbScope db, CancellationToken cancel)
    {
        if (happened.To != ClassStates.Closed
            || await db.ScalarAsync<long?>("SELECT project_id FROM training_class WHERE id = @ClassId", new { happened.ClassId }) is not { } projectId
            || await projects.FindAsync(db, projectId) is not { State: ProjectStates.Approved } project)
        {
            return;
        }
        var outcome = await engine.TakeAsync(db, new StepRequest(ProjectStates.RecordType, project.Id, Step) { Comment = "培训班结班" }, SystemUser.Instance);
        if (!outcome.Taken && !outcome.AlreadyThere)
        {
            throw new Refusal("project_not_closed", $"培训班可以结班，但立项 {project.Number} 不能结项：{outcome.Refusal}") { Status = 409 };
        }
    }
}
