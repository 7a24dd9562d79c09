using CEBase.Platform.Navigation;

namespace CEBase.Instructors;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("教学", "师资库", "/console/instructors", Permissions.View, "school", 30),
    ];
}
