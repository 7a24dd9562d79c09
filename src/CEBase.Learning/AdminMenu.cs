namespace CEBase.Learning;

/// <summary>The module's lines in the console.</summary>
internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } = [new("教学", "学时", LearningAddresses.Board, Permissions.View, "chart-bar", 60)];
}
