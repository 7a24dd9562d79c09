using CEBase.Platform.Navigation;

namespace CEBase.Platform.Today;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } = [new("工作", "今天", "/console", Permissions.ConsoleUse, "calendar-due", 0)];
}
