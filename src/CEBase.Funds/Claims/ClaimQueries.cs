using CEBase.Funds.Expenses;

namespace CEBase.Funds.Claims;

/// <summary>What a list of claims is asked for.</summary>
internal sealed record ClaimFilter
{
    public string? Q { get; init; }
    /// <summary>In the place of a state: all that wait at somebody's desk since before <see cref="TooLongAgo"/>.</summary>
    public const string Stuck = "stuck";

    public string? State { get; init; }

    /// <summary>Before this instant waiting is too long; null while nobody has said how long that is.</summary>
    public DateTimeOffset? TooLongAgo { get; init; }

    public string? Sort { get; init; }
    public long? FundId { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 30;
}

/// <summary>Lists of claims, only of those the user may see.</summary>
internal sealed class ClaimQueries
{
    /// <summary>Claims at somebody's desk.</summary>
    public const string IsWaiting = $"k.state IN ('{ClaimStates.Checked}', '{ClaimStates.UnitApproved}', '{ClaimStates.Approved}', '{ClaimStates.Handed}')";

    private const string IsStuck = IsWaiting + " AND k.state_since < @TooLongAgo";

    /// <summary>Which claims the user may see, on <c>@Account</c>.</summary>
    public static string Seen(ICurrentUser user) => $"(k.applicant_id = @Account OR {ExpenseAccess.SeenClasses(user)})";

    public async Task<(IReadOnlyList<Claim> Items, int Total, IReadOnlyDictionary<string, int> Counts)> ListAsync(DbScope db, ClaimFilter filter, ICurrentUser user)
    {
        var where = $"{Seen(user)} AND (@FundId = 0 OR k.fund_id = @FundId)";
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            where += $"""
                 AND (k.number {db.Dialect.Like} @Q ESCAPE '\' OR k.title {db.Dialect.Like} @Q ESCAPE '\' OR c.class_no {db.Dialect.Like} @Q ESCAPE '\'
                  OR k.applicant_name {db.Dialect.Like} @Q ESCAPE '\' OR EXISTS (SELECT 1 FROM claim_line l WHERE l.claim_id = k.id
                  AND (l.description {db.Dialect.Like} @Q ESCAPE '\' OR l.payee {db.Dialect.Like} @Q ESCAPE '\' OR l.invoice_no {db.Dialect.Like} @Q ESCAPE '\')))
                """;
        }
        var values = new
        {
            Account = user.AccountId ?? 0, FundId = filter.FundId ?? 0, Q = SqlText.Containing(filter.Q ?? ""), State = filter.State ?? "", TooLongAgo = filter.TooLongAgo ?? DateTimeOffset.UnixEpoch, filter.Size, Skip = (filter.Page - 1) * filter.Size,
        };
        const string From = "FROM claim k JOIN fund f ON f.id = k.fund_id LEFT JOIN published_training_class c ON c.id = k.class_id";
        var counts = (await db.QueryAsync<Counted>($"SELECT k.state, count(*) AS count {From} WHERE {where} GROUP BY k.state", values)).ToDictionary(c => c.State, c => c.Count);
        counts[ClaimFilter.Stuck] = await db.ScalarAsync<int>($"SELECT count(*) {From} WHERE {where} AND {IsStuck}", values);
        var only = filter.State == ClaimFilter.Stuck ? IsStuck : "(@State = '' OR k.state = @State)";
        var items = await db.QueryAsync<Claim>($"{ClaimRepository.Select} WHERE {where} AND {only} ORDER BY {Order(filter.Sort)} LIMIT @Size OFFSET @Skip", values);
        return (items, string.IsNullOrEmpty(filter.State) ? counts.Where(c => c.Key != ClaimFilter.Stuck).Sum(c => c.Value) : counts.GetValueOrDefault(filter.State), counts);
    }

    private static string Order(string? sort) => SqlOrder.By(sort, "k.id DESC", ("number", "k.number"), ("title", "k.title"), ("fund", "f.name"), ("class", "coalesce(c.class_no, '')"), ("applicant", "k.applicant_name"),
        ("state", SqlOrder.States("k.state", ClaimStates.All)), ("submitted", "coalesce((SELECT max(t.at) FROM trace_entry t WHERE t.record_type = 'Claim' AND t.record_id = k.id AND t.step = 'check'), '')"), ("since", $"CASE WHEN {IsWaiting} THEN 0 ELSE 1 END, k.state_since"), ("amount", "k.total"));

    private sealed record Counted
    {
        public string State { get; init; } = "";
        public int Count { get; init; }
    }
}
