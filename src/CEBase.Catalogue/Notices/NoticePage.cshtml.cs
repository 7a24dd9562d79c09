namespace CEBase.Catalogue.Notices;

/// <summary>A published notice.</summary>
[Public]
internal sealed class NoticePageModel(IDatabase database, NoticeRepository notices) : PageModel
{
    public Notice Notice { get; private set; } = null!;

    public async Task OnGetAsync(string slug) => Notice = await database.ReadAsync(s => notices.PublishedAsync(s, NoticeKind.Notice, slug), HttpContext.RequestAborted)
        ?? throw Refusal.NotFound("没有这则通知，或者它已经撤回。请从通知公告里查找。");
}
