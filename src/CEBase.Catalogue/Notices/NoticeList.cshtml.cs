namespace CEBase.Catalogue.Notices;

/// <summary>通知与页面 in the console.</summary>
[RequirePermission(Permissions.NoticesManage)]
internal sealed class NoticeListModel(ListServices services) : ListPage<Notice>(services)
{
    protected override ListQuery<Notice> Describe() => new("通知与页面", NoticeRepository.Select, "updated_at DESC, id DESC")
    {
        Unit = "篇",
        Size = 20,
        Search = new("标题", "title"),
        Filters = [ListFilter.Choice("kind", "类别", "kind", Options.Of<NoticeKind>(NoticeWords.Label)), ListFilter.States(NoticeWorkflow.Life.States, "state")],
        Columns =
        [
            new("标题", n => n.Title) { Sort = ("title", "title"), Link = n => CatalogueAddresses.Notice(n.Id), Detail = n => n.IsPinned ? $"置顶，{n.Address}" : n.Address, Place = CellPlace.Head, IsText = true },
            new("类别", n => n.Kind.Label()),
            new("状态", n => NoticeWorkflow.Life.State(n.State)),
            new("发布日期", n => n.PublishedOn) { Sort = ("published", "published_on") },
            new("最近修改", n => n.UpdatedAt) { Sort = ("updated", "updated_at") },
        ],
    };
}
