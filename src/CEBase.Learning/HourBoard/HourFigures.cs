namespace CEBase.Learning.HourBoard;

/// <summary>What the base did this year, for the home page: sums over days and balances, never over entries.</summary>
internal sealed class HourFigures : IHomeFigureProvider
{
    public async Task<IReadOnlyList<HomeFigure>> OfAsync(DbScope db, int year)
    {
        var hours = await db.ScalarAsync<long>("SELECT coalesce(sum(hours), 0) FROM hour_day WHERE day BETWEEN @from AND @until", new { from = $"{year}-01-01", until = $"{year}-12-31" });
        var learners = await db.ScalarAsync<long>("SELECT count(*) FROM hour_balance WHERE year = @year AND public_hours + professional_hours > 0", new { year });
        return
        [
            new HomeFigure("今年学习人数", learners.ToString("#,##0", CultureInfo.InvariantCulture), "人", 30),
            new HomeFigure("今年登记学时", (hours / 10).ToString("#,##0", CultureInfo.InvariantCulture), "学时", 40),
        ];
    }
}
