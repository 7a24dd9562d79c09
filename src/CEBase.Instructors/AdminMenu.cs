namespace CEBase.Instructors;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("教学", "师资库", InstructorAddresses.Registry, Permissions.View, "school", 30),
        new("教学", "教师复核名单", InstructorAddresses.Review, Permissions.Approve, "list-check", 31),
    ];
}
