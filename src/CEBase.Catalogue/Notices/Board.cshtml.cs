namespace CEBase.Catalogue.Notices;

/// <summary>通知公告.</summary>
[Public]
internal sealed class BoardModel(IDatabase database, NoticeRepository notices) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<NoticeCard> Items { get; private set; } = [];

    public long Total { get; private set; }

    public async Task OnGetAsync()
    {
        P = Math.Clamp(P, 1, 10_000);
        (Items, Total) = await database.ReadAsync(s => notices.PageAsync(s, P), HttpContext.RequestAborted);
    }
}
