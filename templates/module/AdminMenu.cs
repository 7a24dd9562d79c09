namespace CEBase.Sample;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } = [new("系统", "函件", SampleAddresses.Letters, Permissions.View, "mail", 90)];
}
