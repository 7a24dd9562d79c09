using CEBase.Funds.Expenses;

namespace CEBase.Funds.Commitments;

/// <summary>Lists of commitments, only of those the user may see.</summary>
internal static class CommitmentQueries
{
    public const int Shown = 200;
    private const string Usual = "m.id DESC";

    /// <summary>The order that the list's address asks for.</summary>
    public static string Order(string? sort, IEnumerable<StateDefinition> states) => SqlOrder.By(sort, Usual, ("number", "m.number"), ("purpose", "m.purpose"), ("counterparty", "m.counterparty"), ("fund", "f.name"),
        ("asked", "m.asked_at"), ("state", SqlOrder.States("m.state", states)), ("amount", "m.amount"), ("drawn", "m.drawn"), ("left", "m.amount - m.drawn - m.released"));

    /// <summary>Which the user may see, on <c>@Account</c>.</summary>
    public static string Seen(ICurrentUser user) => $"(m.asked_by = @Account OR {ExpenseAccess.SeenClasses(user)})";

    public static Task<IReadOnlyList<Commitment>> ListAsync(DbScope db, string? text, string? state, int limit, ICurrentUser user, string order = Usual)
    {
        var where = Seen(user);
        if (!string.IsNullOrWhiteSpace(text))
        {
            where += $" AND ({string.Join(" OR ", new[] { "m.number", "m.counterparty", "m.purpose", "m.paper_no", "c.class_no" }.Select(column => $"{column} {db.Dialect.Like} @Q ESCAPE '\\'"))})";
        }
        return db.QueryAsync<Commitment>($"{CommitmentRepository.Select} WHERE {where} AND (@State = '' OR m.state = @State) ORDER BY {order} LIMIT @limit",
            new { Account = user.AccountId ?? 0, Q = SqlText.Containing(text ?? ""), State = state ?? "", limit });
    }
}

/// <summary>Requests that wait for approval.</summary>
internal sealed class CommitmentWork(OverdueWork desk) : IWorkProvider
{
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today) => !user.Has(Permissions.ClaimsUnitApprove) ? [] :
        await desk.ReadAsync(db, today, "支出申请或合同待批准", $"/console/funds/commitments?state={CommitmentWorkflow.Asked}", "/console/funds/commitments/{key}", $"""
            SELECT m.number AS key, m.number || ' ' || m.purpose AS name, m.amount, m.asked_by_name || '申请' AS note, m.state_since AS since
            FROM commitment m WHERE m.state = '{CommitmentWorkflow.Asked}' AND coalesce(m.asked_by, 0) <> @Account
            """, new Dictionary<string, object?> { ["Account"] = user.AccountId ?? 0 });
}

/// <summary>Commitments by number, counterparty, purpose or contract, among those the user may see.</summary>
internal sealed class CommitmentSearch : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => user.Has(Permissions.ClaimsView)
        ? [.. (await CommitmentQueries.ListAsync(db, text, null, limit, user)).Select(c => new SearchHit("预占", $"{c.Number} {c.Purpose}", $"{c.Counterparty}，{c.Amount} 元", $"/console/funds/commitments/{c.Number}"))]
        : [];
}
