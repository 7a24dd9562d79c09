namespace CEBase.Catalogue;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("教学", "培训班", "/console/classes", Permissions.View, "calendar-event", 10),
        new("教学", "办班看板", "/console/classes/board", Permissions.View, "layout-grid", 11),
        new("教学", "教学日历", "/console/calendar", Permissions.View, "calendar-stats", 12),
        new("教学", "课程", "/console/courses", Permissions.View, "book", 20),
        new("教学", "教材资料", "/console/materials", Permissions.View, "notebook", 30),
        new("教学", "班级档案", "/console/archives", Permissions.ArchivesView, "archive", 80),
        new("教学", "通知与页面", "/console/notices", Permissions.NoticesManage, "speakerphone", 90),
    ];
}
