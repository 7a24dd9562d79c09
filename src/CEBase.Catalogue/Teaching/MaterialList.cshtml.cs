namespace CEBase.Catalogue.Teaching;

/// <summary>All materials of the base, those that somebody should look at again first.</summary>
[RequirePermission(Permissions.View)]
internal sealed class MaterialListModel(IDatabase database, MaterialFacts facts, TimeProvider clock) : PageModel
{
    public const int Size = 30;

    [FromQuery(Name = "q")] public string? Q { get; set; }
    [FromQuery(Name = "kind")] public string? Kind { get; set; }
    [FromQuery(Name = "due")] public bool OnlyDue { get; set; }
    [FromQuery(Name = "sort")] public string? Sort { get; set; }
    [FromQuery(Name = "p")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Material> Items { get; private set; } = [];
    public long Total { get; private set; }
    public int? Months { get; private set; }
    public DateOnly Today => clock.Today();

    public Task OnGetAsync() => database.ReadAsync<int>(async db =>
    {
        Months = await facts.MonthsAsync(db, Today);
        var before = OnlyDue && Months is { } months ? Today.AddMonths(-months) : (DateOnly?)null;
        (Items, Total) = await Material.ListAsync(db, new MaterialFilter(Q, Kind, before, Sort, Math.Max(1, PageNumber), Size));
        return 0;
    });
}
