namespace CEBase.Projects.Units;

/// <summary>Rectification orders that are due within a week or past their day.</summary>
internal sealed class UnitWork : IWorkProvider
{
    private sealed record Line
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Reason { get; init; } = "";
        public DateOnly Deadline { get; init; }
    }

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        if (!user.Has(Permissions.UnitsManage))
        {
            return [];
        }
        var late = await db.QueryAsync<Line>("""
            SELECT u.id, u.name, o.reason, o.deadline FROM unit_order o JOIN owning_unit u ON u.id = o.unit_id WHERE o.closed_on IS NULL AND o.deadline <= @Soon ORDER BY o.deadline
            """, new { Soon = today.AddDays(7) });
        return WorkItem.Sort(late.Select(l => (WorkKind.Due, "承办单位整改到期", (string?)null, new WorkRecord(l.Name, ProjectAddresses.Unit(l.Id)) { Due = l.Deadline, Detail = l.Reason })));
    }
}

/// <summary>Owning units by name.</summary>
internal sealed class UnitSearch(UnitRepository units) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => user.Has(Permissions.View)
        ? [.. (await units.SearchAsync(db, text, limit)).Select(u => new SearchHit("承办单位", u.Name, "承办单位", ProjectAddresses.Unit(u.Id)))]
        : [];
}
