namespace CEBase.Projects.Approval;

/// <summary>Projects that wait for this user, and rectification orders past their day.</summary>
internal sealed class ProjectWork(OverdueWork desk) : IWorkProvider
{
    private const string Record = "/console/projects/{key}";
    private const string Select = """
        SELECT p.number AS key, p.number || ' ' || p.name AS name, u.name || '，' || p.starts_on || ' 开始' AS note, p.state_since AS since
        FROM project p JOIN owning_unit u ON u.id = p.unit_id WHERE p.state = '
        """;

    private sealed record Line
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Reason { get; init; } = "";
        public DateOnly Deadline { get; init; }
    }

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var work = new List<WorkItem>();
        if (user.Has(Permissions.UnitReview))
        {
            work.AddRange(await desk.ReadAsync(db, today, "立项待单位审核", ListOf(ProjectStates.UnitReview), Record, Select + ProjectStates.UnitReview + "'"));
        }
        if (user.Has(Permissions.OfficeReview))
        {
            work.AddRange(await desk.ReadAsync(db, today, "立项待办公室批准", ListOf(ProjectStates.OfficeReview), Record, Select + ProjectStates.OfficeReview + "'"));
        }
        if (user.Has(Permissions.Manage))
        {
            work.AddRange(new[]
            {
                await db.ReadWorkAsync(new WorkItem(WorkKind.Stuck, "立项被退回，待修改", ListOf(ProjectStates.Returned)), Record, Select + ProjectStates.Returned + "'", "since, name"),
                await db.ReadWorkAsync(new WorkItem(WorkKind.Waiting, "立项草稿待提交审核", ListOf(ProjectStates.Draft)), Record, Select + ProjectStates.Draft + "'", "since, name"),
            }.OfType<WorkItem>());
        }
        if (user.Has(Permissions.UnitsManage))
        {
            var late = await db.QueryAsync<Line>("""
                SELECT u.id, u.name, o.reason, o.deadline FROM unit_order o JOIN owning_unit u ON u.id = o.unit_id WHERE o.closed_on IS NULL AND o.deadline <= @Soon ORDER BY o.deadline
                """, new { Soon = today.AddDays(7) });
            work.AddRange(WorkItem.Sort(late.Select(l => (WorkKind.Due, "承办单位整改到期", (string?)null, new WorkRecord(l.Name, $"/console/units/{l.Id}") { Due = l.Deadline, Detail = l.Reason }))));
        }
        return work;
    }

    private static string ListOf(string state) => $"/console/projects?state={state}";
}

/// <summary>Projects by number, approval number or name; owning units by name.</summary>
internal sealed class ProjectSearch(ProjectWorkflow workflow) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user)
    {
        if (!user.Has(Permissions.View))
        {
            return [];
        }
        var (items, _) = await ProjectQueries.ListAsync(db, new ProjectFilter { Q = text, Size = limit });
        var units = await db.QueryAsync<Choice>($"SELECT id, name AS label FROM owning_unit WHERE name {db.Dialect.Like} @Text ESCAPE '\\' ORDER BY name LIMIT @limit", new { Text = SqlText.Containing(text), limit });
        return
        [
            .. items.Select(p => new SearchHit("立项", $"{p.Number} {p.Name}", $"{p.ApprovalNo ?? "未批准"}，{p.StartsOn.InTable()} 开始，{workflow.Definition.State(p.State).Label}", $"/console/projects/{p.Number}")),
            .. units.Select(u => new SearchHit("承办单位", u.Label, "承办单位", $"/console/units/{u.Id}")),
        ];
    }
}
