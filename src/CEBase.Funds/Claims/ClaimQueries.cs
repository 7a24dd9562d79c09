using CEBase.Platform.Data;
using CEBase.Platform.Security;

namespace CEBase.Funds.Claims;

/// <summary>What a list of claims is asked for.</summary>
internal sealed record ClaimFilter
{
    public string? Q { get; init; }
    public string? State { get; init; }
    public long? FundId { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 30;
}

/// <summary>Lists of claims, only of those the user may see.</summary>
internal sealed class ClaimQueries
{
    public async Task<(IReadOnlyList<Claim> Items, int Total, IReadOnlyDictionary<string, int> Counts)> ListAsync(DbSession session, ClaimFilter filter, ICurrentUser user)
    {
        var seen = ClaimAccess.SeesAll(user) ? "1 = 1" : "(k.applicant_id = @Account OR c.adviser_id = @Account)";
        var where = $"{seen} AND (@FundId = 0 OR k.fund_id = @FundId)";
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            where += $"""
                 AND (k.number {session.Dialect.Like} @Q ESCAPE '\' OR k.title {session.Dialect.Like} @Q ESCAPE '\' OR c.class_no {session.Dialect.Like} @Q ESCAPE '\'
                  OR k.applicant_name {session.Dialect.Like} @Q ESCAPE '\' OR EXISTS (SELECT 1 FROM claim_line l WHERE l.claim_id = k.id
                  AND (l.description {session.Dialect.Like} @Q ESCAPE '\' OR l.payee {session.Dialect.Like} @Q ESCAPE '\' OR l.invoice_no {session.Dialect.Like} @Q ESCAPE '\')))
                """;
        }
        var values = new
        {
            Account = user.AccountId ?? 0, FundId = filter.FundId ?? 0, Q = SqlText.Containing(filter.Q ?? ""), State = filter.State ?? "", filter.Size, Skip = (filter.Page - 1) * filter.Size,
        };
        const string From = "FROM claim k JOIN fund f ON f.id = k.fund_id LEFT JOIN training_class c ON c.id = k.class_id";
        var counts = (await session.QueryAsync<Counted>($"SELECT k.state, count(*) AS count {From} WHERE {where} GROUP BY k.state", values)).ToDictionary(c => c.State, c => c.Count);
        var items = await session.QueryAsync<Claim>($"{Claim.Select} WHERE {where} AND (@State = '' OR k.state = @State) ORDER BY k.id DESC LIMIT @Size OFFSET @Skip", values);
        return (items, string.IsNullOrEmpty(filter.State) ? counts.Values.Sum() : counts.GetValueOrDefault(filter.State), counts);
    }

    private sealed record Counted
    {
        public string State { get; init; } = "";
        public int Count { get; init; }
    }
}
