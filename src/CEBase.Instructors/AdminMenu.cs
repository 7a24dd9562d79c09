namespace CEBase.Instructors;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("教学", "师资库", "/console/instructors", Permissions.View, "school", 30),
        new("教学", "教师复核名单", "/console/instructors/review", Permissions.Approve, "list-check", 31),
    ];
}
