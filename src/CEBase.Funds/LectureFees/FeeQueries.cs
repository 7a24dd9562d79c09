using CEBase.Funds.Expenses;

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

/// <summary>Lists, and classes that are due one, among those the user may see.</summary>
internal sealed class FeeQueries
{
    public Task<IReadOnlyList<FeeList>> ListAsync(DbScope db, string? state, LineKind? kind, string? q, ICurrentUser user, string? sort = null) => db.QueryAsync<FeeList>($"""
        {FeeListRepository.Select} WHERE {ExpenseAccess.SeenClasses(user)} AND (@Kind = '' OR f.kind = @Kind) AND (@State = '' OR f.state = @State)
          AND (@Q = '' OR f.task {db.Dialect.Like} @Like ESCAPE '\' OR f.number {db.Dialect.Like} @Like ESCAPE '\' OR c.class_no {db.Dialect.Like} @Like ESCAPE '\' OR c.name {db.Dialect.Like} @Like ESCAPE '\'
            OR EXISTS (SELECT 1 FROM fee_line l WHERE l.list_id = f.id AND l.name {db.Dialect.Like} @Like ESCAPE '\'))
        ORDER BY {Order(sort)} LIMIT 200
        """, new { Account = user.AccountId ?? 0, Kind = kind?.ToString() ?? "", State = state ?? "", Q = q?.Trim() ?? "", Like = SqlText.Containing(q?.Trim() ?? "") });

    private static string Order(string? sort) => SqlOrder.By(sort, "f.id DESC", ("number", "f.number"), ("class", "c.class_no"),
        ("state", SqlOrder.States("f.state", FeeListWorkflow.States.Values)), ("net", "net"), ("tax", "tax"), ("gross", "gross"));

    /// <summary>Ended classes with confirmed sessions that are on no list.</summary>
    public Task<IReadOnlyList<DueClass>> DueAsync(DbScope db, ICurrentUser user) => db.QueryAsync<DueClass>($"""
        SELECT c.class_no, c.name, c.ends_on, count(*) AS sessions, sum(s.hours) AS hours, count(DISTINCT s.instructor_id) AS teachers
        FROM published_training_class c JOIN published_class_session s ON s.class_id = c.id JOIN published_session_register r ON r.session_id = s.id AND r.state = 'confirmed'
          LEFT JOIN fee_session p ON p.session_id = s.id
        WHERE c.state IN ('ended', 'closed', 'archived') AND s.instructor_id IS NOT NULL AND p.session_id IS NULL AND {ExpenseAccess.SeenClasses(user)}
        GROUP BY c.class_no, c.name, c.ends_on ORDER BY c.ends_on DESC, c.class_no
        """, new { Account = user.AccountId ?? 0 });
}

/// <summary>Monday's page: classes due a list, lists that wait for approval.</summary>
internal sealed class FeeWork(FeeQueries queries, OverdueWork desk) : IWorkProvider
{
    private const string List = "/console/funds/lecture-fees";

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var items = new List<WorkItem>();
        if (user.Has(Permissions.LectureFees) && await queries.DueAsync(db, user) is { Count: > 0 } due)
        {
            items.Add(new WorkItem(WorkKind.Waiting, "讲课费待编制", $"{List}?state=due")
            {
                Records = [.. due.OrderBy(c => c.EndsOn).Select(c => new WorkRecord($"{c.ClassNo} {c.Name}", $"/console/classes/{c.ClassNo}/lecture-fees") { Detail = $"{c.Sessions} 次课已确认，{c.EndsOn.InTable()} 结束" })],
            });
        }
        if (user.Has(Permissions.ClaimsUnitApprove))
        {
            items.AddRange(await desk.ReadAsync(db, today, "发放表待核定", $"{List}?state={FeeListWorkflow.Checked}", List + "/{key}", $"""
                SELECT f.number AS key, f.number || ' ' || COALESCE(c.name, f.task) AS name, (SELECT CAST(sum(l.gross) AS bigint) FROM fee_line l WHERE l.list_id = f.id) AS amount, f.made_by_name || '编制' AS note, f.state_since AS since
                FROM fee_list f LEFT JOIN published_training_class c ON c.id = f.class_id WHERE f.state = '{FeeListWorkflow.Checked}'
                """));
        }
        return items;
    }
}
