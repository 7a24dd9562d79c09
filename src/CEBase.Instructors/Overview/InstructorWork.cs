using CEBase.Instructors.Clearances;

namespace CEBase.Instructors.Overview;

/// <summary>What of instructors stands on the "today" page: requests that wait for a second person, the review list, reviews that run out soon.</summary>
internal sealed class InstructorWork : IWorkProvider
{
    private const int SoonDays = 30;
    private const int Most = 24;

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

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var found = new List<(WorkKind, string, string?, WorkRecord)>();
        WorkItem? listed = null;
        if (user.Has(Permissions.Approve))
        {
            var waiting = await db.QueryAsync<Waiting>("""
                SELECT i.number, i.name, c.kind, c.holds_from FROM instructor_clearance c JOIN instructor i ON i.id = c.instructor_id
                WHERE c.state = 'submitted' AND (c.requested_by IS NULL OR c.requested_by <> @Me) ORDER BY c.holds_from, c.id LIMIT @Most
                """, new { Me = user.AccountId ?? 0, Most });
            found.AddRange(waiting.Select(w => (WorkKind.Waiting, "教师资格申请待审批", (string?)null, new WorkRecord($"{w.Number} {w.Name}", InstructorAddresses.Instructor(w.Number) + "/clearances") { Detail = w.Kind.Label(), Due = w.HoldsFrom })));
            listed = await db.ReadWorkAsync(new WorkItem(WorkKind.Waiting, "复核名单上的教师，等待决定", InstructorAddresses.Review), InstructorAddresses.Registry + "/{key}/conduct",
                "SELECT i.number AS key, i.number || ' ' || i.name AS name, i.employer AS note FROM instructor i WHERE i.state = 'under-review'", "name");
        }
        if (user.Has(Permissions.Manage))
        {
            var ending = await db.QueryAsync<Ending>("""
                SELECT i.number, i.name, max(c.holds_until) AS last_day FROM instructor_clearance c JOIN instructor i ON i.id = c.instructor_id
                WHERE c.kind = 'Review' AND c.state = 'approved' AND i.relation = 'Outside' AND i.is_active = TRUE
                GROUP BY i.id, i.number, i.name HAVING max(c.holds_until) BETWEEN @From AND @Until ORDER BY last_day LIMIT @Most
                """, new { From = today.AddDays(-SoonDays), Until = today.AddDays(SoonDays), Most });
            found.AddRange(ending.Select(e => (WorkKind.Due, e.LastDay < today ? "外聘教师审核已过期" : "外聘教师审核快到期", (string?)null, new WorkRecord($"{e.Number} {e.Name}", InstructorAddresses.Instructor(e.Number) + "/clearances") { Due = e.LastDay })));
        }
        return listed is null ? WorkItem.Sort(found) : [.. WorkItem.Sort(found), listed];
    }
}
