using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.PublicCatalogue;

/// <summary>公开目录: every public class, found by words and filters that the address holds.</summary>
[Public]
internal sealed class CatalogueModel(IDatabase database, ClassQueries queries, ClassTiles tiles, ICurrentUser user) : PageModel
{
    public const int Size = 12;

    /// <summary>States as visitors know them; what is over is one.</summary>
    public static IReadOnlyList<CodeWord> States { get; } =
        [new(ClassStates.Open, "报名中"), new(ClassStates.Ready, "待开班"), new(ClassStates.Running, "进行中"), new(ClassStates.Ended, "已结束")];

    public static IReadOnlyList<ListOption> Subjects => ClassWords.SubjectFilter("c.subject").Options;
    public static IReadOnlyList<ListOption> Forms { get; } = [new("face", "面授"), new("online", "线上")];

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Subject { get; set; }
    [FromQuery] public string? Month { get; set; }
    [FromQuery] public string? City { get; set; }
    [FromQuery] public string? Form { get; set; }
    [FromQuery] public string? Seats { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<ClassTile> Tiles { get; private set; } = [];
    public int Total { get; private set; }
    public IReadOnlyList<string> Months { get; private set; } = [];
    public IReadOnlyList<string> Cities { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        P = Math.Clamp(P, 1, 100_000);
        var found = await queries.ListAsync(db, new ClassFilter
        {
            States = Chosen(State),
            Q = Q,
            Subject = Subject switch { "public" => SubjectKind.PublicSubject, "professional" => SubjectKind.ProfessionalSubject, _ => null },
            Month = Month,
            City = City,
            Online = Form switch { "online" => true, "face" => false, _ => null },
            WithSeats = Seats == "1",
            Sort = Sort,
            Page = P,
            Size = Size,
        });
        Total = found.Total;
        Tiles = await tiles.OfAsync(db, found.Items, user.AccountId);
        Months = await queries.MonthsAsync(db, ClassWords.PublicStates);
        Cities = await queries.CitiesAsync(db, ClassWords.PublicStates);
        return 0;
    }, cancel);

    private static IReadOnlyList<string> Chosen(string? state) => state switch
    {
        ClassStates.Open or ClassStates.Ready or ClassStates.Running => [state],
        ClassStates.Ended => [ClassStates.Ended, ClassStates.Closed, ClassStates.Archived],
        _ => ClassWords.PublicStates,
    };
}
