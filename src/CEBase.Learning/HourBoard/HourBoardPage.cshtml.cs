using CEBase.Learning.Overviews;

namespace CEBase.Learning.HourBoard;

/// <summary>学时: the year of the base in hours.</summary>
[RequirePermission(Permissions.View)]
internal sealed class HourBoardPageModel(IDatabase database, HourBoards boards, TimeProvider clock) : PageModel
{
    [FromQuery(Name = "year")] public string? YearText { get; set; }

    public int Year { get; private set; }
    public YearBoard Board { get; private set; } = null!;
    public IReadOnlyList<int> Years => [.. Enumerable.Range(clock.Today().Year - 4, 5).Append(Year).Distinct().OrderDescending()];

    /// <summary>One thing, said as a sentence.</summary>
    public string ChartTitle
    {
        get
        {
            var best = Board.Months.MaxBy(m => m.Professional.Tenths + m.Public.Tenths)!;
            return Board.Total.Tenths == 0 ? $"{Year} 年还没有登记学时" : $"{best.Month} 月登记的学时最多，为 {best.Professional + best.Public} 学时";
        }
    }

    public async Task OnGetAsync()
    {
        Year = HourYears.Parse(YearText, clock);
        Board = await database.ReadAsync(db => boards.OfAsync(db, Year));
    }
}
