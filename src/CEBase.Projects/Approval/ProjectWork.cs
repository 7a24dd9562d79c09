using CEBase.Projects.Drafting;

namespace CEBase.Projects.Approval;

/// <summary>Projects that wait for this user.</summary>
internal sealed class ProjectWork(OverdueWork overdue) : IWorkProvider
{
    private const string Record = ProjectAddresses.Projects + "/{key}";
    private const string Select = """
        SELECT p.number AS key, p.number || ' ' || p.name AS name, u.name || '，' || p.starts_on || ' 开始' AS note, p.state_since AS since
        FROM project p JOIN owning_unit u ON u.id = p.unit_id WHERE p.state = '
        """;

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var work = new List<WorkItem>();
        if (user.Has(Permissions.UnitReview))
        {
            work.AddRange(await overdue.ReadAsync(db, today, "立项待单位审核", ListOf(ProjectStates.UnitReview), Record, Select + ProjectStates.UnitReview + "'"));
        }
        if (user.Has(Permissions.OfficeReview))
        {
            work.AddRange(await overdue.ReadAsync(db, today, "立项待办公室批准", ListOf(ProjectStates.OfficeReview), Record, Select + ProjectStates.OfficeReview + "'"));
        }
        if (user.Has(Permissions.Manage))
        {
            work.AddRange(new[]
            {
                await db.ReadWorkAsync(new WorkItem(WorkKind.Stuck, "立项被退回，待修改", ListOf(ProjectStates.Returned)), Record, Select + ProjectStates.Returned + "'", "since, name"),
                await db.ReadWorkAsync(new WorkItem(WorkKind.Waiting, "立项草稿待提交审核", ListOf(ProjectStates.Draft)), Record, Select + ProjectStates.Draft + "'", "since, name"),
            }.OfType<WorkItem>());
        }
        return work;
    }

    private static string ListOf(string state) => $"{ProjectAddresses.Projects}?state={state}";
}

/// <summary>Projects by number, approval number or name.</summary>
internal sealed class ProjectSearch(ProjectRepository projects) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => !user.Has(Permissions.View) ? []
        : [.. (await projects.SearchAsync(db, text, limit)).Select(p => new SearchHit("立项", $"{p.Number} {p.Name}",
            $"{p.ApprovalNo ?? "未批准"}，{p.StartsOn.InTable()} 开始，{Project.StateOf(p.State).Label}", ProjectAddresses.Project(p.Number)))];
}
