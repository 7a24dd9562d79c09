namespace CEBase.Catalogue;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("教学", "培训班", CatalogueAddresses.Classes, Permissions.View, "calendar-event", 10),
        new("教学", "办班看板", CatalogueAddresses.Board, Permissions.View, "layout-grid", 11),
        new("教学", "教学日历", CatalogueAddresses.Calendar, Permissions.View, "calendar-stats", 12),
        new("教学", "课程", CatalogueAddresses.Courses, Permissions.View, "book", 20),
        new("教学", "教材资料", CatalogueAddresses.Materials, Permissions.View, "notebook", 30),
        new("教学", "班级档案", CatalogueAddresses.Archives, Permissions.ArchivesView, "archive", 80),
        new("教学", "通知与页面", CatalogueAddresses.Notices, Permissions.NoticesManage, "speakerphone", 90),
    ];
}
