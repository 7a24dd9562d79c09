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
            (ProjectStates.UnitReview, Permissions.UnitReview, WorkKind.Waiting, "立项待单位审核"), (ProjectStates.OfficeReview, Permissions.OfficeReview, WorkKind.Waiting, "立项待办公室批准"),
            (ProjectStates.Returned, Permissions.Manage, WorkKind.Stuck, "立项被退回，待修改"),
        })
        {
            if (user.Has(permission))
            {
                await AddAsync(kind, state, text);
            }
        }
        if (user.Has(Permissions.Manage))
        {
            await AddAsync(WorkKind.Waiting, "draft", "立项草稿待提交审核");
        }
        if (user.Has(Permissions.UnitsManage))
        {
            var late = await session.QueryAsync<Line>("""
                SELECT u.id, u.name, o.reason, o.deadline FROM unit_order o JOIN owning_unit u ON u.id = o.unit_id WHERE o.closed_on IS NULL AND o.deadline <= @Soon ORDER BY o.deadline
                """, new { Soon = today.AddDays(7) });
            work.AddRange(WorkItem.Sort(late.Select(l => (WorkKind.Due, "承办单位整改到期", (string?)null, new WorkRecord(l.Name, $"/console/units/{l.Id}") { Due = l.Deadline, Detail = l.Reason }))));
        }
        return work;

        async Task AddAsync(WorkKind kind, string state, string text)
        {
            var (items, total) = await ProjectQueries.ListAsync(session, new ProjectFilter { State = state, Sort = "start", Size = WorkItem.Shown });
            if (total > 0)
            {
                work.Add(new WorkItem(kind, text, $"/console/projects?state={state}")
                {
                    Count = total, Records = [.. items.Select(p => new WorkRecord($"{p.Number} {p.Name}", $"/console/projects/{p.Number}") { Detail = $"{p.UnitName}，{p.StartsOn.InTable()} 开始", Due = p.StartsOn < today.AddDays(30) ? p.StartsOn : null })],
                });
            }
        }
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
