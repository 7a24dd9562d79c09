namespace CEBase.Projects.Templates;

/// <summary>Kinds of contract.</summary>
internal enum ContractKind
{
    /// <summary>培训协议.</summary>
    Training,

    /// <summary>服务协议.</summary>
    Service,
}

/// <summary>Labels.</summary>
internal static class ContractWords
{
    public static string Label(this ContractKind kind) => kind == ContractKind.Training ? "培训协议" : "服务协议";
}

/// <summary>A version of one of the school's templates. Never changed; a new text is a new version.</summary>
internal sealed record ContractTemplate
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public int Version { get; init; }
    public string Name { get; init; } = "";
    public ContractKind Kind { get; init; }
    public DateOnly HoldsFrom { get; init; }

    /// <summary>Markdown.</summary>
    public string Body { get; init; } = "";
}

/// <summary>Versions of templates.</summary>
internal sealed class TemplateRepository
{
    private const string Select = "SELECT id, code, version, name, kind, holds_from, body FROM contract_template";

    public Task<IReadOnlyList<ContractTemplate>> AllAsync(DbScope db) => db.QueryAsync<ContractTemplate>($"{Select} ORDER BY code, version DESC");

    public Task<ContractTemplate?> FindAsync(DbScope db, long id) => db.FirstAsync<ContractTemplate>($"{Select} WHERE id = @id", new { id });

    /// <summary>The version that the same form published before.</summary>
    public Task<int?> FindByKeyAsync(DbScope db, string? requestKey) => db.ScalarAsync<int?>("SELECT version FROM contract_template WHERE request_key = @requestKey", new { requestKey });

    public async Task<int> NextAsync(DbScope db, string code) => 1 + await db.ScalarAsync<int>("SELECT coalesce(max(version), 0) FROM contract_template WHERE code = @code", new { code });

    /// <summary>Its id; 0 when that version is there.</summary>
    public Task<long> AddAsync(DbScope db, ContractTemplate t, string? requestKey) => db.InsertAsync("""
        INSERT INTO contract_template (request_key, code, version, name, kind, holds_from, body) VALUES (@requestKey, @Code, @Version, @Name, @Kind, @HoldsFrom, @Body) ON CONFLICT (code, version) DO NOTHING
        """, new { requestKey, t.Code, t.Version, t.Name, Kind = t.Kind.ToString(), t.HoldsFrom, t.Body });
}
