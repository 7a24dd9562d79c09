namespace CEBase.Projects.Promotion;

/// <summary>宣传材料 of all projects.</summary>
[RequirePermission(Permissions.View)]
internal sealed class PromotionListModel(IDatabase database, PromotionQueries queries) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<PromotionLine> Items { get; private set; } = [];
    public int Total { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 100_000);
        (Items, Total) = await database.ReadAsync(db => queries.ListAsync(db, Q, State, Sort, P, Size), cancel);
    }
}
