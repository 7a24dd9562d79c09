using CEBase.Instructors.Qualification;
using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Overview;

/// <summary>师资库.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorListModel(IDatabase database, InstructorQueries queries, Qualifications qualifications, InstructorFiling filing, TimeProvider clock, ICurrentUser user) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? Field { get; set; }
    [FromQuery] public TitleLevel? Level { get; set; }
    [FromQuery] public Relation? Relation { get; set; }
    [FromQuery] public Verdict? Verdict { get; set; }

    /// <summary>Day as at which everybody is judged; today by default.</summary>
    [FromQuery] public DateOnly? On { get; set; }
    [FromQuery] public string? Active { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public DateOnly Day => On ?? clock.Today();
    public IReadOnlyList<Instructor> Items { get; private set; } = [];
    public IReadOnlyDictionary<long, Verdict> VerdictOf { get; private set; } = new Dictionary<long, Verdict>();
    public int Total { get; private set; }
    public IReadOnlyList<string> Fields { get; private set; } = [];
    public bool MayCreate => user.Has(Permissions.Manage);
    public bool MayImport => MayCreate && user.Has(Platform.Permissions.ImportsUse);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        P = Math.Clamp(P, 1, 100_000);
        var found = await queries.ListAsync(db, new InstructorFilter
        {
            Q = Q, Field = Field, Level = Level, Relation = Relation, Active = Active switch { "1" => true, "0" => false, _ => null }, Sort = Sort, Page = P, Size = Size,
            Ids = Verdict is { } wanted ? [.. (await JudgeAsync(db, null)).Where(v => v.Value == wanted).Select(v => v.Key)] : null,
        });
        (Items, Total) = (found.Items, found.Total);
        VerdictOf = await JudgeAsync(db, [.. Items.Select(i => i.Id)]);
        Fields = await queries.FieldsAsync(db);
        return 0;
    }, cancel);

    public async Task<IActionResult> OnPostExportAsync(DateOnly? day, CancellationToken cancel)
    {
        var on = day ?? clock.Today();
        return File(await database.WriteAsync(db => filing.ExportAsync(db, on, user), cancel), Workbook.MediaType, $"师资名单-{on.InTable()}.xlsx");
    }

    private async Task<Dictionary<long, Verdict>> JudgeAsync(DbScope db, IReadOnlyCollection<long>? ids)
    {
        var leastYears = await qualifications.LeastYearsAsync(db, Day);
        return (await Qualifications.FactsAsync(db, ids)).ToDictionary(f => f.Instructor.Id, f => Verdicts.Of(Qualifications.Judge(f, Day, leastYears)));
    }
}
