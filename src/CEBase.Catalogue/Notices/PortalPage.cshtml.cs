namespace CEBase.Catalogue.Notices;

/// <summary>A page of the portal: 关于基地, 报名须知, 常见问题.</summary>
[Public]
internal sealed class PortalPageModel(IDatabase database, NoticeRepository notices) : PageModel
{
    public Notice Text { get; private set; } = null!;

    public async Task OnGetAsync(string slug) => Text = await database.ReadAsync(s => notices.PublishedAsync(s, NoticeKind.Page, slug), HttpContext.RequestAborted)
        ?? throw Refusal.NotFound("没有这个页面，请回首页查找。");
}
