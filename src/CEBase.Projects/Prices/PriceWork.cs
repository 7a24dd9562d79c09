namespace CEBase.Projects.Prices;

/// <summary>Price filings that end soon and have no successor of the same name: after their last day nothing may be charged on them.</summary>
internal sealed class PriceWork(IParameters parameters) : IWorkProvider
{
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today) =>
        user.Has(Permissions.PricesManage) && (await parameters.TryGetAsync(db, Deadlines.EndingDays, today))?.Int is { } days
        && await db.ReadWorkAsync(new WorkItem(WorkKind.Due, "价格备案快到期", ProjectAddresses.Prices), ProjectAddresses.Prices + "#price-{key}", """
            SELECT CAST(p.id AS text) AS key, p.name, p.amount, p.filing_no AS note, p.holds_until AS due FROM approved_price p
            WHERE p.holds_until BETWEEN @today AND @Until AND NOT EXISTS (SELECT 1 FROM approved_price n WHERE n.name = p.name AND n.holds_from > p.holds_from)
            """, "due, name", new { today, Until = today.AddDays(days) }) is { } ending ? [ending] : [];
}
