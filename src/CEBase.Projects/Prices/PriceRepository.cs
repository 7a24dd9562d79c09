namespace CEBase.Projects.Prices;

/// <summary>Rows of approved prices.</summary>
internal sealed class PriceRepository : IPriceDirectory
{
    private const string Select = "SELECT id, name, amount, basis, filing_no, file_hash, file_name, holds_from, holds_until FROM approved_price";
    private const string Card = "SELECT id, name, amount, filing_no, holds_from AS \"From\", holds_until AS \"Until\" FROM approved_price";

    public Task<IReadOnlyList<ApprovedPrice>> AllAsync(DbScope db) => db.QueryAsync<ApprovedPrice>($"{Select} ORDER BY holds_until IS NOT NULL, name, holds_from DESC");

    public async Task<ApprovedPrice> GetAsync(DbScope db, long id) =>
        await db.FirstAsync<ApprovedPrice>($"{Select} WHERE id = @id", new { id }) ?? throw Refusal.NotFound("没有这条价格备案。");

    /// <summary>The price that the same form recorded before.</summary>
    public Task<long?> FindByKeyAsync(DbScope db, string requestKey) => db.FirstAsync<long?>("SELECT id FROM approved_price WHERE request_key = @requestKey", new { requestKey });

    public async Task<bool> HasFilingAsync(DbScope db, string filingNo) => await db.ScalarAsync<long>("SELECT count(*) FROM approved_price WHERE filing_no = @filingNo", new { filingNo }) > 0;

    /// <summary>The lowest price in force on the day that covers the fee.</summary>
    public Task<long?> CoveringAsync(DbScope db, Money fee, DateOnly day) => db.FirstAsync<long?>("""
        SELECT id FROM approved_price WHERE amount >= @fee AND holds_from <= @day AND (holds_until IS NULL OR holds_until >= @day) ORDER BY amount, id
        """, new { fee, day });

    public Task<long> AddAsync(DbScope db, ApprovedPrice price, string? requestKey) => db.InsertAsync("""
        INSERT INTO approved_price (request_key, name, amount, basis, filing_no, file_hash, file_name, holds_from, holds_until, version)
        VALUES (@requestKey, @Name, @Amount, @Basis, @FilingNo, @FileHash, @FileName, @HoldsFrom, @HoldsUntil, 1)
        """, new { requestKey, price.Name, price.Amount, price.Basis, price.FilingNo, price.FileHash, price.FileName, price.HoldsFrom, price.HoldsUntil });

    public Task EndAsync(DbScope db, long id, DateOnly? until) => db.ExecuteAsync("UPDATE approved_price SET holds_until = @until, version = version + 1 WHERE id = @id", new { id, until });

    Task<PriceCard?> IPriceDirectory.FindAsync(DbScope db, long id) => db.FirstAsync<PriceCard>($"{Card} WHERE id = @id", new { id });

    Task<IReadOnlyList<PriceCard>> IPriceDirectory.OnAsync(DbScope db, DateOnly day) =>
        db.QueryAsync<PriceCard>($"{Card} WHERE holds_from <= @day AND (holds_until IS NULL OR holds_until >= @day) ORDER BY name, amount, id", new { day });
}
