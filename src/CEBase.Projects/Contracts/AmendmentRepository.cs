namespace CEBase.Projects.Contracts;

/// <summary>Rows of amendments.</summary>
internal sealed class AmendmentRepository
{
    private const string Select = """
        SELECT id, contract_id, number, state, starts_on, ends_on, headcount, price, reason, signed_on, scan_hash, scan_name, scan_uploaded_at, version FROM contract_amendment
        """;

    public Task<IReadOnlyList<Amendment>> OfAsync(DbScope db, long contractId) => db.QueryAsync<Amendment>($"{Select} WHERE contract_id = @contractId ORDER BY number", new { contractId });

    /// <summary>Of all contracts, for the ledger.</summary>
    public Task<IReadOnlyList<Amendment>> AllAsync(DbScope db) => db.QueryAsync<Amendment>(Select);

    public Task<Amendment?> FindAsync(DbScope db, long id) => db.FirstAsync<Amendment>($"{Select} WHERE id = @id", new { id });

    public Task<Amendment?> FindAsync(DbScope db, string contract, int number) => db.FirstAsync<Amendment>(
        $"{Select} WHERE contract_id = (SELECT id FROM contract WHERE number = @contract) AND number = @number", new { contract, number });

    /// <summary>Number of the amendment that the same form drafted before.</summary>
    public Task<int?> FindByKeyAsync(DbScope db, string requestKey) => db.ScalarAsync<int?>("SELECT number FROM contract_amendment WHERE request_key = @requestKey", new { requestKey });

    public Task<long> AddAsync(DbScope db, Amendment a, string? requestKey, DateTimeOffset now) => db.InsertAsync("""
        INSERT INTO contract_amendment (request_key, contract_id, number, state, state_since, starts_on, ends_on, headcount, price, reason, scan_name, version)
        VALUES (@requestKey, @ContractId, @Number, 'draft', @now, @StartsOn, @EndsOn, @Headcount, @Price, @Reason, '', 1)
        """, new { requestKey, a.ContractId, a.Number, now, a.StartsOn, a.EndsOn, a.Headcount, a.Price, a.Reason });

    /// <summary>False when somebody saved meanwhile.</summary>
    public async Task<bool> UpdateAsync(DbScope db, Amendment a, int version) => await db.ExecuteAsync("""
        UPDATE contract_amendment SET starts_on = @StartsOn, ends_on = @EndsOn, headcount = @Headcount, price = @Price, reason = @Reason, version = version + 1
        WHERE id = @Id AND version = @version
        """, new { a.Id, version, a.StartsOn, a.EndsOn, a.Headcount, a.Price, a.Reason }) == 1;

    /// <summary>False when somebody saved meanwhile.</summary>
    public async Task<bool> SignAsync(DbScope db, Amendment a, int version) => await db.ExecuteAsync("""
        UPDATE contract_amendment SET signed_on = @SignedOn, scan_hash = @ScanHash, scan_name = @ScanName, scan_uploaded_at = @ScanUploadedAt, version = version + 1 WHERE id = @Id AND version = @version
        """, new { a.Id, version, a.SignedOn, a.ScanHash, a.ScanName, a.ScanUploadedAt }) == 1;
}
