namespace CEBase.Projects.Contracts;

/// <summary>Rows of contracts.</summary>
internal sealed class ContractRepository
{
    private const string Select = """
        SELECT k.id, k.number, k.state, k.state_since, k.client_id, k.project_id, k.kind, k.template_id, k.deviation, k.has_safety_clause, k.headcount, k.price, k.starts_on, k.ends_on,
          k.negotiated_on, k.signed_on, k.scan_hash, k.scan_name, k.scan_uploaded_at, k.key_terms, k.partners, k.is_declared, k.version
        FROM contract k
        """;

    public Task<Contract?> FindAsync(DbScope db, long id) => db.FirstAsync<Contract>($"{Select} WHERE k.id = @id", new { id });

    public Task<Contract?> FindAsync(DbScope db, string number) => db.FirstAsync<Contract>($"{Select} WHERE k.number = @number", new { number });

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Contract> GetAsync(DbScope db, string number) => await FindAsync(db, number) ?? throw Refusal.NotFound($"没有编号为 {number} 的合同。");

    /// <summary>Holds the contract for the rest of the transaction.</summary>
    public Task LockAsync(DbScope db, long id) => db.ExecuteAsync("UPDATE contract SET version = version WHERE id = @id", new { id });

    /// <summary>Number of the contract that the same form drafted before.</summary>
    public Task<string?> FindByKeyAsync(DbScope db, string requestKey) => db.FirstAsync<string>("SELECT number FROM contract WHERE request_key = @requestKey", new { requestKey });

    /// <summary>Number of the project's living contract, or null.</summary>
    public Task<string?> LivingAsync(DbScope db, long projectId) =>
        db.FirstAsync<string>("SELECT number FROM contract WHERE project_id = @projectId AND state NOT IN ('ended', 'cancelled')", new { projectId });

    public Task<long> AddAsync(DbScope db, Contract contract, string? requestKey) => db.InsertAsync("""
        INSERT INTO contract (number, request_key, state, state_since, client_id, project_id, kind, template_id, deviation, has_safety_clause, headcount, price, starts_on, ends_on,
          negotiated_on, signed_on, scan_hash, scan_name, scan_uploaded_at, key_terms, partners, is_declared, version)
        VALUES (@Number, @requestKey, @State, @StateSince, @ClientId, @ProjectId, @Kind, @TemplateId, @Deviation, @HasSafetyClause, @Headcount, @Price, @StartsOn, @EndsOn,
          @NegotiatedOn, @SignedOn, @ScanHash, @ScanName, @ScanUploadedAt, @KeyTerms, @Partners, @IsDeclared, 1)
        """, Row(contract, requestKey));

    /// <summary>False when somebody saved meanwhile.</summary>
    public async Task<bool> UpdateAsync(DbScope db, Contract contract) => await db.ExecuteAsync("""
        UPDATE contract SET client_id = @ClientId, kind = @Kind, template_id = @TemplateId, deviation = @Deviation, has_safety_clause = @HasSafetyClause, headcount = @Headcount,
          price = @Price, starts_on = @StartsOn, ends_on = @EndsOn, negotiated_on = @NegotiatedOn, key_terms = @KeyTerms, partners = @Partners, is_declared = @IsDeclared,
          version = version + 1
        WHERE id = @Id AND version = @Version
        """, Row(contract, null)) == 1;

    /// <summary>False when somebody saved meanwhile.</summary>
    public async Task<bool> SignAsync(DbScope db, Contract c, int version) => await db.ExecuteAsync("""
        UPDATE contract SET signed_on = @SignedOn, scan_hash = @ScanHash, scan_name = @ScanName, scan_uploaded_at = @ScanUploadedAt, version = version + 1 WHERE id = @Id AND version = @version
        """, new { c.Id, version, c.SignedOn, c.ScanHash, c.ScanName, c.ScanUploadedAt }) == 1;

    private static object Row(Contract c, string? requestKey) => new
    {
        c.Id, c.Number, requestKey, c.State, c.StateSince, c.ClientId, c.ProjectId, Kind = c.Kind.ToString(), c.TemplateId, c.Deviation, c.HasSafetyClause, c.Headcount, c.Price,
        c.StartsOn, c.EndsOn, c.NegotiatedOn, c.SignedOn, c.ScanHash, c.ScanName, c.ScanUploadedAt, c.KeyTerms, c.Partners, c.IsDeclared, c.Version,
    };
}
