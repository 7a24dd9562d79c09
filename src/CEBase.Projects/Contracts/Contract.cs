using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>A contract with a client for one project, as first agreed; see <see cref="AmendedTerms"/> for what holds now.</summary>
internal sealed record Contract
{
    public const string Columns = """
        k.id, k.number, k.state, k.state_since, k.client_id, k.project_id, k.kind, k.template_id, k.deviation, k.has_safety_clause, k.headcount, k.price, k.starts_on, k.ends_on,
        k.negotiated_on, k.signed_on, k.scan_hash, k.scan_name, k.scan_uploaded_at, k.key_terms, k.partners, k.is_declared, k.version
        """;

    public long Id { get; init; }
    public string Number { get; init; } = "";
    public string State { get; init; } = ContractStates.Draft;
    public DateTimeOffset StateSince { get; init; }
    public long ClientId { get; init; }
    public long ProjectId { get; init; }
    public ContractKind Kind { get; init; }

    /// <summary>The version of a template it is written on, or null.</summary>
    public long? TemplateId { get; init; }

    /// <summary>In what it departs from the template; empty when in nothing.</summary>
    public string Deviation { get; init; } = "";

    public bool HasSafetyClause { get; init; }
    public int Headcount { get; init; }

    /// <summary>Price of the whole contract.</summary>
    public Money Price { get; init; }

    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }

    /// <summary>Day on which the terms were negotiated.</summary>
    public DateOnly NegotiatedOn { get; init; }

    /// <summary>Day of signing as written on the paper; counts once the step of signing was taken.</summary>
    public DateOnly? SignedOn { get; init; }

    public string? ScanHash { get; init; }
    public string ScanName { get; init; } = "";
    public DateTimeOffset? ScanUploadedAt { get; init; }

    /// <summary>Tasks, fees and duties as agreed, in short; looked through for what may not be agreed.</summary>
    public string KeyTerms { get; init; } = "";

    /// <summary>Partners that take part, and persons related to the school in them.</summary>
    public string Partners { get; init; } = "";

    public bool IsDeclared { get; init; }
    public int Version { get; init; }

    public bool MayBeEdited => State is ContractStates.Draft or ContractStates.OfficeCheck or ContractStates.Cleared;

    public static Task<Contract?> FindAsync(DbScope db, long id) => db.FirstAsync<Contract>($"SELECT {Columns} FROM contract k WHERE k.id = @id", new { id });

    public static async Task<Contract> GetAsync(DbScope db, string number) =>
        await db.FirstAsync<Contract>($"SELECT {Columns} FROM contract k WHERE k.number = @number", new { number }) ?? throw Refusal.NotFound($"没有编号为 {number} 的合同。");
}
