using CEBase.Platform.Data;

namespace CEBase.Projects.Prices;

internal sealed class PriceBook : IPriceBook
{
    private const string Card = "SELECT id, name, amount, filing_no, holds_from AS \"From\", holds_until AS \"Until\" FROM approved_price";

    public Task<PriceCard?> FindAsync(DbSession session, long id) => session.FirstAsync<PriceCard>($"{Card} WHERE id = @id", new { id });

    public Task<IReadOnlyList<PriceCard>> OnAsync(DbSession session, DateOnly day) =>
        session.QueryAsync<PriceCard>($"{Card} WHERE holds_from <= @day AND (holds_until IS NULL OR holds_until >= @day) ORDER BY name, amount, id", new { day });
}
