using CEBase.Funds.Claims;
using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Values;

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
    public Task<IReadOnlyList<FeeList>> ListAsync(DbSession session, string? state, LineKind? kind, string? q, ICurrentUser user) => session.QueryAsync<FeeList>($"""
        {FeeList.Select} WHERE {Seen(user)} AND (@Kind = '' OR f.kind = @Kind) AND (@State = '' OR f.state = @State)
          AND (@Q = '' OR f.task {session.Dialect.Like} @Like ESCAPE '\' OR f.number {session.Dialect.Like} @Like ESCAPE '\' OR c.class_no {session.Dialect.Like} @Like ESCAPE '\' OR c.name {session.Dialect.Like} @Like ESCAPE '\'
            OR EXISTS (SELECT 1 FROM fee_line l WHERE l.list_id = f.id AND l.name {session.Dialect.Like} @Like ESCAPE '\'))
        ORDER BY f.id DESC LIMIT 200
        """, new { Account = user.AccountId ?? 0, State = state ?? "", Kind = kind?.ToString() ?? "", Q = q?.Trim() ?? "", Like = SqlText.Containing(q?.Trim() ?? "") });

    /// <summary>Ended classes with confirmed sessions that are on no list.</summary>
    public Task<IReadOnlyList<DueClass>> DueAsync(DbSession session, ICurrentUser user) => session.QueryAsync<DueClass>($"""
        SELECT c.class_no, c.name, c.ends_on, count(*) AS sessions, sum(s.hours) AS hours, count(DISTINCT s.instructor_id) AS teachers
        FROM training_class c JOIN class_session s ON s.class_id = c.id JOIN session_register r ON r.session_id = s.id AND r.state = 'confirmed'
          LEFT JOIN fee_session p ON p.session_id = s.id
        WHERE c.state IN ('ended', 'closed', 'archived') AND s.instructor_id IS NOT NULL AND p.session_id IS NULL AND {Seen(user)}
        GROUP BY c.class_no, c.name, c.ends_on ORDER BY c.ends_on DESC, c.class_no
        """, new { Account = user.AccountId ?? 0 });

    private static string Seen(ICurrentUser user) => ClaimAccess.SeesAll(user) ? "1 = 1" : "c.adviser_id = @Account";
}

/// <summary>Monday's page: classes due a list, lists that wait for approval.</summary>
internal sealed class FeeWork(FeeQueries queries) : IWorkProvider
{
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbSession session, ICurrentUser user, DateOnly today)
    {
        var items = new List<WorkItem>();
        if (user.Has(Permissions.LectureFees) && await queries.DueAsync(session, user) is { Count: > 0 } due)
        {
            items.Add(new WorkItem(WorkKind.Waiting, "讲课费待编制", "/console/funds/lecture-fees?state=due") { Count = due.Count });
        }
        if (user.Has(Permissions.ClaimsUnitApprove) && await session.ScalarAsync<int>("SELECT count(*) FROM fee_list WHERE state = 'checked'") is > 0 and var waiting)
        {
            items.Add(new WorkItem(WorkKind.Waiting, "发放表等待核定", "/console/funds/lecture-fees?state=checked") { Count = waiting });
        }
        return items;
    }
}
