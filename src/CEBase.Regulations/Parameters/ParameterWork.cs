namespace CEBase.Regulations.Parameters;

/// <summary>Parameters to be checked against their sources, and those nobody has decided, for those who keep them.</summary>
internal sealed class ParameterWork(ParameterRepository parameters) : IWorkProvider
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        if (!user.Has(Permissions.Manage))
        {
            return [];
        }
        var rows = await parameters.AllAsync(db);
        var stale = rows.Where(r => r.IsStale(today)).ToList();
        var undecided = rows.Where(r => r.IsUndecided(today)).ToList();
        var work = new List<WorkItem>();
        if (stale.Count > 0)
        {
            work.Add(new WorkItem(WorkKind.Due, "规则参数已过核对日期，请与现行规定核对", RegulationsAddresses.Parameters + "?state=stale")
            {
                Records = [.. stale.Select(r => Of(r) with { Due = r.On(today)!.CheckedUntil }).OrderBy(r => r.Due)],
            });
        }
        if (undecided.Count > 0)
        {
            work.Add(new WorkItem(WorkKind.Stuck, "规则参数还没有定值", RegulationsAddresses.Parameters + "?state=undecided")
            {
                Records = [.. undecided.Select(Of)],
            });
        }
        return work;
    }

    private static WorkRecord Of(ParameterRow row) => new(row.Label, RegulationsAddresses.Parameter(row.Name)) { Detail = row.Topic };
}
