using CEBase.Instructors.Clearances;
using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Values;

namespace CEBase.Instructors.Filing;

/// <summary>What of instructors stands on the "today" page: requests that wait for a second person, the review list, reviews that run out soon.</summary>
internal sealed class InstructorWork : IWorkProvider
{
    private const int SoonDays = 30;
    private const int Most = 10;

    private sealed record Waiting
    {
        public string Number { get; init; } = "";
        public string Name { get; init; } = "";
        public ClearanceKind Kind { get; init; }
        public DateOnly HoldsFrom { get; init; }
    }

    private sealed record Ending
    {
        public string Number { get; init; } = "";
        public string Name { get; init; } = "";
        public DateOnly LastDay { get; init; }
    }

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbSession session, ICurrentUser user, DateOnly today)
    {
        var items = new List<WorkItem>();
        if (user.Has(Permissions.Approve))
        {
            var waiting = await session.QueryAsync<Waiting>("""
                SELECT i.number, i.name, c.kind, c.holds_from FROM instructor_clearance c JOIN instructor i ON i.id = c.instructor_id
                WHERE c.state = 'submitted' AND (c.requested_by IS NULL OR c.requested_by <> @Me) ORDER BY c.holds_from, c.id LIMIT @Most
                """, new { Me = user.AccountId ?? 0, Most });
            items.AddRange(waiting.Select(w => new WorkItem(WorkKind.Waiting, $"{w.Number} {w.Name} 的{w.Kind.Label()}等待审批", $"/console/instructors/{w.Number}/clearances") { Due = w.HoldsFrom }));
            var listed = await session.ScalarAsync<int>("SELECT count(*) FROM instructor WHERE state = 'under-review'");
            if (listed > 0)
            {
                items.Add(new WorkItem(WorkKind.Waiting, "教师在复核名单上，等待决定", "/console/instructors/review") { Count = listed });
            }
        }
        if (user.Has(Permissions.Manage))
        {
            var ending = await session.QueryAsync<Ending>("""
                SELECT i.number, i.name, max(c.holds_until) AS last_day FROM instructor_clearance c JOIN instructor i ON i.id = c.instructor_id
                WHERE c.kind = 'Review' AND c.state = 'approved' AND i.relation = 'Outside' AND i.is_active = TRUE
                GROUP BY i.id, i.number, i.name HAVING max(c.holds_until) BETWEEN @From AND @Until ORDER BY last_day LIMIT @Most
                """, new { From = today.AddDays(-SoonDays), Until = today.AddDays(SoonDays), Most });
            items.AddRange(ending.Select(e => new WorkItem(WorkKind.Due, $"{e.Number} {e.Name} 的外聘审核{(e.LastDay < today ? "已过期" : "即将到期")}", $"/console/instructors/{e.Number}/clearances") { Due = e.LastDay }));
        }
        return items;
    }
}
