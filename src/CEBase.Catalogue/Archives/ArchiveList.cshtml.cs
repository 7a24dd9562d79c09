namespace CEBase.Catalogue.Archives;

/// <summary>班级档案: archives of all classes, those being filled by the nearest due day, those frozen with what the last check found.</summary>
[RequirePermission(Permissions.ArchivesView)]
internal sealed class ArchiveListModel(IDatabase database, ArchiveOverview overview, TimeProvider clock) : PageModel
{
    public const int Size = 30;
    private const int MostOpen = 300;

    public static IReadOnlyList<(string Code, string Label)> Shows { get; } = [("open", "整理中"), ("late", "有过期未归"), ("frozen", "已封存"), ("damaged", "核验不符")];

    [FromQuery] public string? Show { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<ArchiveRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public DateOnly Today { get; } = clock.Today();
    public bool IsFrozen => Show is "frozen" or "damaged";

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        P = Math.Clamp(P, 1, 10_000);
        Show = Shows.Any(s => s.Code == Show) ? Show : "open";
        if (IsFrozen)
        {
            (Rows, Total) = await overview.FrozenAsync(db, Show == "damaged", P, Size);
            return 0;
        }
        var open = (await overview.OpenAsync(db, null, MostOpen)).Where(a => Show == "open" || a.LateOn(Today) > 0);
        var sorted = (Sort switch
        {
            "no" => open.OrderBy(a => a.Class.ClassNo),
            "-no" => open.OrderByDescending(a => a.Class.ClassNo),
            "missing" => open.OrderBy(a => a.MissingLines.Count),
            "-missing" => open.OrderByDescending(a => a.MissingLines.Count),
            "-due" => open.OrderByDescending(a => a.NextDue ?? DateOnly.MinValue),
            _ => open.OrderBy(a => a.NextDue ?? DateOnly.MaxValue),
        }).ThenBy(a => a.Class.ClassNo).ToList();
        Total = sorted.Count;
        Rows = [.. sorted.Skip((P - 1) * Size).Take(Size).Select(a => new ArchiveRow(a, null))];
        return 0;
    }, cancel);
}
