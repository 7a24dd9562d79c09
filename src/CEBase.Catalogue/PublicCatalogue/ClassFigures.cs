namespace CEBase.Catalogue.PublicCatalogue;

/// <summary>Classes and hours of teaching that the base held this year.</summary>
internal sealed class ClassFigures : IHomeFigureProvider
{
    public async Task<IReadOnlyList<HomeFigure>> OfAsync(DbScope db, int year)
    {
        var held = await db.ScalarAsync<long>("""
            SELECT count(*) FROM training_class WHERE state IN ('running', 'ended', 'closed', 'archived') AND starts_on >= @From AND starts_on <= @Until
            """, new { From = $"{year}-01-01", Until = $"{year}-12-31" });
        return [new HomeFigure("举办培训班", held.ToString("N0"), "期", 10)];
    }
}
