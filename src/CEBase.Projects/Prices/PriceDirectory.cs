namespace CEBase.Projects.Prices;

internal sealed class PriceDirectory : IPriceDirectory
{
    private const string Card = "SELECT id, name, amount, filing_no, holds_from AS \"From\", holds_until AS \"Until\" FROM approved_price";

    public Task<PriceCard?> FindAsync(DbScope db, long id) => db.FirstAsync<PriceCard>($"{Card} WHERE id = @id", new { id });

    public Task<IReadOnlyList<PriceCard>> OnAsync(DbScope db, DateOnly day) =>
        db.QueryAsync<PriceCard>($"{Card} WHERE holds_from <= @day AND (holds_until IS NULL OR holds_until >= @day) ORDER BY name, amount, id", new { day });
}
