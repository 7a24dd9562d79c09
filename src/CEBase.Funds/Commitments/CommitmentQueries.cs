using CEBase.Funds.Claims;
using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;

namespace CEBase.Funds.Commitments;

/// <summary>Lists of commitments, only of those the user may see.</summary>
internal static class CommitmentQueries
{
    public const int Shown = 200;

    public static Task<IReadOnlyList<Commitment>> ListAsync(DbSession session, string? text, string? state, int limit, ICurrentUser user)
    {
        var where = ClaimAccess.SeesAll(user) ? "1 = 1" : "(m.asked_by = @Account OR c.adviser_id = @Account)";
        if (!string.IsNullOrWhiteSpace(text))
        {
            where += $" AND ({string.Join(" OR ", new[] { "m.number", "m.counterparty", "m.purpose", "m.paper_no", "c.class_no" }.Select(column => $"{column} {session.Dialect.Like} @Q ESCAPE '\\'"))})";
        }
        return session.QueryAsync<Commitment>($"{Commitment.Select} WHERE {where} AND (@State = '' OR m.state = @State) ORDER BY m.id DESC LIMIT @limit",
            new { Account = user.AccountId ?? 0, Q = SqlText.Containing(text ?? ""), State = state ?? "", limit });
    }
}

/// <summary>Requests that wait for approval.</summary>
internal sealed class CommitmentWork : IWorkProvider
{
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbSession session, ICurrentUser user, DateOnly today)
    {
        if (!user.Has(Permissions.ClaimsUnitApprove))
        {
            return [];
        }
        var count = await session.ScalarAsync<int>("SELECT count(*) FROM commitment WHERE state = @Asked", new { CommitmentWorkflow.Asked });
        return count == 0 ? [] : [new WorkItem(WorkKind.Waiting, "支出申请或合同等待批准", $"/console/funds/commitments?state={CommitmentWorkflow.Asked}") { Count = count }];
    }
}

/// <summary>Commitments by number, counterparty, purpose or contract, among those the user may see.</summary>
internal sealed class CommitmentSearch : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbSession session, string text, int limit, ICurrentUser user) => user.Has(Permissions.ClaimsView)
        ? [.. (await CommitmentQueries.ListAsync(session, text, null, limit, user)).Select(c => new SearchHit("预占", $"{c.Number} {c.Purpose}", $"{c.Counterparty}，{c.Amount} 元", $"/console/funds/commitments/{c.Number}"))]
        : [];
}
