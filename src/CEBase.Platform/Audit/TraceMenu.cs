using CEBase.Platform.Navigation;

namespace CEBase.Platform.Audit;

/// <summary>The trace in the console's navigation.</summary>
internal sealed class TraceMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } = [new("系统", "痕迹", "/console/trace", Permissions.TraceView, "history", 80)];
}
