namespace CEBase.Catalogue.Notices;

/// <summary>通知与页面 in the console.</summary>
[RequirePermission(Permissions.NoticesManage)]
internal sealed class NoticeListModel(IDatabase database) : PageModel
{
    public const int Size = 20;

    private static readonly Dictionary<string, string> Orders = new()
    {
        ["title"] = "title, id", ["-title"] = "title DESC, id", ["published"] = "published_on, id", ["-published"] = "published_on DESC, id",
        ["updated"] = "updated_at, id", ["-updated"] = "updated_at DESC, id",
    };

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public NoticeKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<Notice> Items { get; private set; } = [];

    public long Total { get; private set; }

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        P = Math.Clamp(P, 1, 10_000);
        var where = $"""
            WHERE (CAST(@Kind AS text) IS NULL OR kind = @Kind) AND (CAST(@State AS text) IS NULL OR state = @State)
            AND (CAST(@Like AS text) IS NULL OR title {db.Dialect.Like} @Like)
            """;
        var filter = new
        {
            Kind = Kind?.ToString(),
            State = string.IsNullOrEmpty(State) ? null : State,
            Like = string.IsNullOrWhiteSpace(Q) ? null : $"%{Q.Trim()}%",
            Size,
            Skip = (P - 1) * Size,
        };
        Total = await db.ScalarAsync<long>($"SELECT count(*) FROM notice {where}", filter);
        Items = await db.QueryAsync<Notice>(
            $"SELECT {Notice.Columns} FROM notice {where} ORDER BY {Orders.GetValueOrDefault(Sort ?? "", "updated_at DESC, id DESC")} LIMIT @Size OFFSET @Skip", filter);
        return 0;
    }, HttpContext.RequestAborted);
}
