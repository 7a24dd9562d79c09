namespace CEBase.Projects.Clients;

/// <summary>A line of the list.</summary>
internal sealed record ClientLine
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string CreditCode { get; init; } = "";
    public bool CodeFits { get; init; }
    public string LicenceSeenBy { get; init; } = "";
    public string Region { get; init; } = "";
    public bool IsOutsideRegion { get; init; }
    public string ContactName { get; init; } = "";
    public string ContactPhone { get; init; } = "";
    public bool IsRelationDeclared { get; init; }
    public int Contracts { get; init; }
}

/// <summary>What the list is asked for.</summary>
internal sealed record ClientFilter(string? Q = null, bool? Outside = null, bool OpenOnly = false, string? Sort = null, int Page = 1, int Size = 30);

/// <summary>Lists of clients.</summary>
internal sealed class ClientQueries
{
    public async Task<(IReadOnlyList<ClientLine> Items, int Total)> ListAsync(DbScope db, ClientFilter filter)
    {
        var where = new List<string> { "1 = 1" };
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            where.Add($"(c.name {db.Dialect.Like} @Like ESCAPE '\\' OR c.credit_code {db.Dialect.Like} @Like ESCAPE '\\')");
        }
        if (filter.Outside is not null)
        {
            where.Add("c.is_outside_region = @Outside");
        }
        if (filter.OpenOnly)
        {
            where.Add("((c.code_fits = FALSE AND c.licence_seen_by = '') OR c.is_relation_declared = FALSE)");
        }
        var condition = string.Join(" AND ", where);
        var parameters = new { Like = SqlText.Containing(filter.Q ?? ""), Outside = filter.Outside ?? false, filter.Size, Skip = (Math.Max(filter.Page, 1) - 1) * filter.Size };
        return (
            await db.QueryAsync<ClientLine>($"""
                SELECT c.id, c.name, c.credit_code, c.code_fits, c.licence_seen_by, c.region, c.is_outside_region, c.contact_name, c.contact_phone, c.is_relation_declared,
                  (SELECT count(*) FROM contract k WHERE k.client_id = c.id) AS contracts
                FROM client c WHERE {condition} ORDER BY {Order(filter.Sort)} LIMIT @Size OFFSET @Skip
                """, parameters),
            await db.ScalarAsync<int>($"SELECT count(*) FROM client c WHERE {condition}", parameters));
    }

    /// <summary>All, for choosers.</summary>
    public static Task<IReadOnlyList<Client>> AllAsync(DbScope db) => db.QueryAsync<Client>($"SELECT {Client.Columns} FROM client ORDER BY name");

    private static string Order(string? sort) => sort switch
    {
        "-name" => "c.name DESC, c.id",
        "code" => "c.credit_code",
        "-code" => "c.credit_code DESC",
        "region" => "c.region, c.name",
        "-region" => "c.region DESC, c.name",
        _ => "c.name, c.id",
    };
}

/// <summary>Clients by name or code.</summary>
internal sealed class ClientSearch(ClientQueries queries) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => user.Has(Permissions.View)
        ? [.. (await queries.ListAsync(db, new ClientFilter(text, Size: limit))).Items.Select(c => new SearchHit("委托单位", c.Name, $"{c.CreditCode}，{c.Region}", $"/console/clients/{c.Id}"))]
        : [];
}
