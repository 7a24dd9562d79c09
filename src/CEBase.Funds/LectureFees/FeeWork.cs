namespace CEBase.Funds.LectureFees;

/// <summary>A class whose confirmed sessions wait for a list.</summary>
internal sealed record DueClass
{
    public string ClassNo { get; init; } = "";
    public string Name { get; init; } = "";
    public DateOnly EndsOn { get; init; }
    public int Sessions { get; init; }
    public StudyHours Hours { get; init; }

    /// <summary>Instructors who taught them.</summary>
    public int Teachers { get; init; }
}

/// <summary>Classes due a list, and lists that wait for approval.</summary>
internal sealed class FeeWork(OverdueWork overdue) : IWorkProvider
{
    private const string List = FundsAddresses.Fees;

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var items = new List<WorkItem>();
        if (user.Has(Permissions.LectureFees) && await FeeListRepository.DueAsync(db, user) is { Count: > 0 } due)
        {
            items.Add(new WorkItem(WorkKind.Waiting, "讲课费待编制", $"{List}?state=due")
            {
                Records = [.. due.OrderBy(c => c.EndsOn).Select(c => new WorkRecord($"{c.ClassNo} {c.Name}", FundsAddresses.ClassFees(c.ClassNo)) { Detail = $"{c.Sessions} 次课已确认，{c.EndsOn.InTable()} 结束" })],
            });
        }
        if (user.Has(Permissions.ClaimsUnitApprove))
        {
            items.AddRange(await overdue.ReadAsync(db, today, "发放表待核定", $"{List}?state={FeeListWorkflow.Checked}", List + "/{key}", $"""
                SELECT f.number AS key, f.number || ' ' || COALESCE(c.name, f.task) AS name, (SELECT CAST(sum(l.gross) AS bigint) FROM fee_line l WHERE l.list_id = f.id) AS amount, f.made_by_name || '编制' AS note, f.state_since AS since
                FROM fee_list f LEFT JOIN published_training_class c ON c.id = f.class_id WHERE f.state = '{FeeListWorkflow.Checked}'
                """));
        }
        return items;
    }
}
