namespace CEBase.Regulations.PolicyMap;

/// <summary>政策地图: figures, and every article with what carries it.</summary>
[Public]
internal sealed class IndexModel(IDatabase database, PolicyMapReader map, IRegulationLibrary library) : PageModel
{
    public int Size => 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public DutyKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public CarryState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<Regulation> All => library.All;

    public IReadOnlyList<Regulation> Binding => [.. library.All.Where(r => r.Binding)];

    public MapCounts Counts { get; private set; } = new(0, 0, 0);

    public MapCounts BindingCounts { get; private set; } = new(0, 0, 0);

    public IReadOnlyList<(Regulation Regulation, MapCounts Counts)> ByRegulation { get; private set; } = [];

    public IReadOnlyList<(DutyKind Kind, MapCounts Counts)> ByKind { get; private set; } = [];

    public IReadOnlyList<MapLine> Lines { get; private set; } = [];

    public int Total { get; private set; }

    public async Task OnGetAsync()
    {
        var lines = await database.ReadAsync(map.ReadAsync, HttpContext.RequestAborted);
        Counts = MapCounts.Of(lines);
        BindingCounts = MapCounts.Of(lines.Where(l => l.Regulation.Binding));
        ByRegulation = [.. lines.GroupBy(l => l.Regulation).Select(g => (g.Key, MapCounts.Of(g)))];
        ByKind = [.. lines.GroupBy(l => l.Article.Kind).OrderBy(g => g.Key).Select(g => (g.Key, MapCounts.Of(g)))];
        var shown = lines.Where(Fits).ToList();
        Total = shown.Count;
        P = Math.Clamp(P, 1, Math.Max(1, (Total + Size - 1) / Size));
        Lines = [.. shown.Skip((P - 1) * Size).Take(Size)];
    }

    private bool Fits(MapLine line) =>
        (string.IsNullOrEmpty(Code) || line.Regulation.Code == Code)
        && (Kind is null || line.Article.Kind == Kind)
        && (State is null || line.State == State)
        && (string.IsNullOrWhiteSpace(Q) || ArticleSearch.Fits(line.Regulation, line.Article, Q.Trim()));
}
