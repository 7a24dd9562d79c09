using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Values;

namespace CEBase.Projects.Approval;

/// <summary>Projects that wait for this user, and rectification orders past their day.</summary>
internal sealed class ProjectWork : IWorkProvider
{
    private sealed record Line
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Reason { get; init; } = "";
        public DateOnly Deadline { get; init; }
    }

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbSession session, ICurrentUser user, DateOnly today)
    {
        var work = new List<WorkItem>();
        foreach (var (state, permission, kind, text) in new[]
        {
            (ProjectStates.UnitReview, Permissions.UnitReview, WorkKind.Waiting, "待单位审核"), (ProjectStates.OfficeReview, Permissions.OfficeReview, WorkKind.Waiting, "待批准立项"),
            (ProjectStates.Returned, Permissions.Manage, WorkKind.Stuck, "已退回，待修改"),
        })
        {
            if (user.Has(permission))
            {
                var (items, _) = await ProjectQueries.ListAsync(session, new ProjectFilter { State = state, Sort = "start", Size = 10 });
                work.AddRange(items.Select(p => new WorkItem(kind, $"{p.Number} {p.Name} {text}", $"/console/projects/{p.Number}") { Due = p.StartsOn < today.AddDays(30) ? p.StartsOn : null }));
            }
        }
        if (user.Has(Permissions.Manage))
        {
            var drafts = await session.ScalarAsync<int>("SELECT count(*) FROM project WHERE state = 'draft'");
            if (drafts > 0)
            {
                work.Add(new WorkItem(WorkKind.Waiting, "立项草稿待提交审核", "/console/projects?state=draft") { Count = drafts });
            }
        }
        if (user.Has(Permissions.UnitsManage))
        {
            var late = await session.QueryAsync<Line>("""
                SELECT u.id, u.name, o.reason, o.deadline FROM unit_order o JOIN owning_unit u ON u.id = o.unit_id WHERE o.closed_on IS NULL AND o.deadline <= @Soon ORDER BY o.deadline
                """, new { Soon = today.AddDays(7) });
            work.AddRange(late.Select(l => new WorkItem(WorkKind.Due, $"{l.Name}整改期限 {l.Deadline.InTable()}", $"/console/units/{l.Id}") { Due = l.Deadline, Detail = l.Reason }));
        }
        return work;
    }
}

/// <summary>Projects by number, approval number or name; owning units by name.</summary>
internal sealed class ProjectSearch(ProjectWorkflow workflow) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbSession session, string text, int limit, ICurrentUser user)
    {
        if (!user.Has(Permissions.View))
        {
            return [];
        }
        var (items, _) = await ProjectQueries.ListAsync(session, new ProjectFilter { Q = text, Size = limit });
        var units = await session.QueryAsync<Choice>($"SELECT id, name AS label FROM owning_unit WHERE name {session.Dialect.Like} @Text ESCAPE '\\' ORDER BY name LIMIT @limit", new { Text = SqlText.Containing(text), limit });
        return
        [
            .. items.Select(p => new SearchHit("立项", $"{p.Number} {p.Name}", $"{p.ApprovalNo ?? "未批准"}，{p.StartsOn.InTable()} 开始，{workflow.Definition.State(p.State).Label}", $"/console/projects/{p.Number}")),
            .. units.Select(u => new SearchHit("承办单位", u.Label, "承办单位", $"/console/units/{u.Id}")),
        ];
    }
}
