using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.PublicCatalogue;

/// <summary>首页: what can be taken now, and what the base did this year.</summary>
[Public]
internal sealed class HomeModel(IDatabase database, ClassQueries queries, ClassTiles tiles, INoticeDirectory board, IEnumerable<IHomeFigureProvider> figures, ICurrentUser user, TimeProvider clock) : PageModel
{
    private const int Shown = 6;

    public IReadOnlyList<ClassTile> Tiles { get; private set; } = [];
    public IReadOnlyList<NoticeCard> Notices { get; private set; } = [];
    public int OpenTotal { get; private set; }
    public int Year { get; } = clock.Today().Year;
    public IReadOnlyList<HomeFigure> Figures { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        var open = await queries.ListAsync(db, new ClassFilter { States = [ClassStates.Open], Size = Shown });
        OpenTotal = open.Total;
        Tiles = await tiles.OfAsync(db, open.Items, user.AccountId);
        Notices = await board.LatestAsync(db, 5);
        var all = new List<HomeFigure>();
        foreach (var provider in figures)
        {
            all.AddRange(await provider.OfAsync(db, Year));
        }
        Figures = [.. all.OrderBy(f => f.Order)];
        return 0;
    }, cancel);
}
