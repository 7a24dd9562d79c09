using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.LearnerRegister;

/// <summary>学员: everybody who ever took or applied for a class.</summary>
[RequirePermission(Permissions.ViewLearners)]
internal sealed class LearnerListModel(IDatabase database, LearnerSearch search) : PageModel
{
    public const int Size = 50;

    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    [FromQuery(Name = "level")]
    public string? Level { get; set; }

    [FromQuery(Name = "account")]
    public string? Account { get; set; }

    [FromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<LearnerRow> Rows { get; private set; } = [];
    public long Total { get; private set; }

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        var level = TitleLevels.All.Any(l => l.Value == Level) ? Level : null;
        (Rows, Total) = await search.ListAsync(db, new LearnerQuery(Text, level, Account, Sort, Math.Max(1, PageNumber), Size));
        return 0;
    });
}
