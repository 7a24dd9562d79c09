using CEBase.Platform.Navigation;

namespace CEBase.Projects;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
    ];
}
