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
    private const string Select = "SELECT id, code, version, name, kind, holds_from, body FROM contract_template";

    public long Id { get; init; }
    public string Code { get; init; } = "";
    public int Version { get; init; }
    public string Name { get; init; } = "";
    public ContractKind Kind { get; init; }
    public DateOnly HoldsFrom { get; init; }

    /// <summary>Markdown.</summary>
    public string Body { get; init; } = "";

    public static Task<IReadOnlyList<ContractTemplate>> AllAsync(DbScope db) => db.QueryAsync<ContractTemplate>($"{Select} ORDER BY code, version DESC");

    public static Task<ContractTemplate?> FindAsync(DbScope db, long id) => db.FirstAsync<ContractTemplate>($"{Select} WHERE id = @id", new { id });
}
