using CEBase.Projects.Contracts;
using CEBase.Projects.Templates;

namespace CEBase.Projects.Ledger;

/// <summary>A line of the ledger: terms as amended.</summary>
internal sealed record ContractLine
{
    public long Id { get; init; }
    public string Number { get; init; } = "";
    public string State { get; init; } = "";
    public ContractKind Kind { get; init; }
    public long ProjectId { get; init; }
    public string ProjectNumber { get; init; } = "";
    public string ProjectName { get; init; } = "";
    public long ClientId { get; init; }
    public string ClientName { get; init; } = "";
    public string ClientCode { get; init; } = "";
    public DateOnly? SignedOn { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public int Headcount { get; init; }
    public Money Price { get; init; }

    /// <summary>Price as first signed.</summary>
    public Money FirstPrice { get; init; }

    /// <summary>Signed amendments.</summary>
    public int Amendments { get; init; }

    /// <summary>An amendment waits for signature.</summary>
    public bool HasOpenAmendment { get; init; }

    /// <summary>What came in on it; nothing where no module keeps income or nothing was billed.</summary>
    public ContractIncome Income { get; init; } = new();

    /// <summary>Counts in totals: signed and not undone.</summary>
    public bool Counts => State is ContractStates.Signed or ContractStates.Performed;

    public StateDefinition StateDefinition => ContractWorkflow.Life.State(State);
}

/// <summary>What the ledger is asked for.</summary>
internal sealed record ContractFilter
{
    public string? Q { get; init; }
    public string? State { get; init; }
    public ContractKind? Kind { get; init; }

    /// <summary>Year of the first day.</summary>
    public int? Year { get; init; }

    public long? ClientId { get; init; }
    public string? Sort { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 30;
}

/// <summary>A page of the ledger with the sums over all lines that match.</summary>
internal sealed record ContractPage(IReadOnlyList<ContractLine> Items, int Total, Money Sum);

/// <summary>The contract ledger (合同台账).</summary>
[RestsOn("BJTU:10", How = "合同台账列出金额、状态和变更，可导出")]
internal sealed class ContractQueries(AmendmentRepository changes, IEnumerable<IContractIncome> incomes)
{
    /// <summary>One page; a base has some hundred contracts, so the whole match is read for the sums.</summary>
    public async Task<ContractPage> ListAsync(DbScope db, ContractFilter filter)
    {
        var all = await AllAsync(db, filter);
        var size = Math.Clamp(filter.Size, 1, 1000);
        return new ContractPage([.. all.Skip((Math.Max(filter.Page, 1) - 1) * size).Take(size)], all.Count, all.Where(l => l.Counts).Sum(l => l.Price));
    }

    /// <summary>Every line that matches, in order.</summary>
    public async Task<IReadOnlyList<ContractLine>> AllAsync(DbScope db, ContractFilter filter)
    {
        var where = new List<string> { "1 = 1" };
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            where.Add($"(k.number {db.Dialect.Like} @Like ESCAPE '\\' OR c.name {db.Dialect.Like} @Like ESCAPE '\\' OR p.name {db.Dialect.Like} @Like ESCAPE '\\' OR p.number {db.Dialect.Like} @Like ESCAPE '\\')");
        }
        if (!string.IsNullOrEmpty(filter.State))
        {
            where.Add("k.state = @State");
        }
        if (filter.Kind is not null)
        {
            where.Add("k.kind = @Kind");
        }
        if (filter.Year is not null)
        {
            where.Add("k.starts_on >= @From AND k.starts_on <= @Until");
        }
        if (filter.ClientId is not null)
        {
            where.Add("k.client_id = @ClientId");
        }
        var year = Math.Clamp(filter.Year ?? 2000, 1, 9999);
        var lines = await db.QueryAsync<ContractLine>($"""
            SELECT k.id, k.number, k.state, k.kind, k.project_id, p.number AS project_number, p.name AS project_name, k.client_id, c.name AS client_name, c.credit_code AS client_code,
              CASE WHEN k.state IN ('signed', 'performed', 'ended') THEN k.signed_on END AS signed_on, k.starts_on, k.ends_on, k.headcount, k.price, k.price AS first_price
            FROM contract k JOIN client c ON c.id = k.client_id JOIN project p ON p.id = k.project_id WHERE {string.Join(" AND ", where)} ORDER BY {Order(filter.Sort)}
            """, new
        {
            Like = SqlText.Containing(filter.Q ?? ""), filter.State, Kind = filter.Kind?.ToString(), ClientId = filter.ClientId ?? 0,
            From = new DateOnly(year, 1, 1), Until = new DateOnly(year, 12, 31),
        });
        var amendments = (await changes.AllAsync(db)).ToLookup(a => a.ContractId);
        var income = await IncomeAsync(db, lines);
        return [.. lines.Select(l => Amended(l with { Income = income.GetValueOrDefault(l.Id) ?? l.Income }, [.. amendments[l.Id]]))];
    }

    private async Task<IReadOnlyDictionary<long, ContractIncome>> IncomeAsync(DbScope db, IReadOnlyList<ContractLine> lines)
    {
        var ids = lines.Select(l => l.Id).ToList();
        return ids.Count > 0 && incomes.FirstOrDefault() is { } source ? await source.OfAsync(db, ids) : new Dictionary<long, ContractIncome>();
    }

    private static ContractLine Amended(ContractLine line, IReadOnlyList<Amendment> amendments)
    {
        if (amendments.Count == 0)
        {
            return line;
        }
        var terms = AmendedTerms.Of(new ContractTerms { StartsOn = line.StartsOn, EndsOn = line.EndsOn, Headcount = line.Headcount, Price = line.Price }, amendments);
        return line with
        {
            StartsOn = terms.StartsOn, EndsOn = terms.EndsOn, Headcount = terms.Headcount, Price = terms.Price,
            Amendments = amendments.Count(a => a.State == AmendmentStates.Signed), HasOpenAmendment = amendments.Any(a => a.State == AmendmentStates.Draft),
        };
    }

    private static string Order(string? sort) => sort switch
    {
        "number" => "k.number",
        "client" => "c.name, k.number",
        "-client" => "c.name DESC, k.number",
        "price" => "k.price, k.number",
        "-price" => "k.price DESC, k.number",
        "start" => "k.starts_on, k.number",
        "-start" => "k.starts_on DESC, k.number",
        _ => "k.number DESC",
    };
}

/// <summary>Contracts by number, client or project.</summary>
internal sealed class ContractSearch(ContractQueries queries) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => user.Has(Permissions.View)
        ? [.. (await queries.ListAsync(db, new ContractFilter { Q = text, Size = limit })).Items.Select(k =>
            new SearchHit("合同", $"{k.Number} {k.ClientName}", $"{k.ProjectName}，{k.StateDefinition.Label}", ProjectAddresses.Contract(k.Number)))]
        : [];
}
