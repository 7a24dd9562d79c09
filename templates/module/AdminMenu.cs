namespace CEBase.Example;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } = [new("系统", "事项", ExampleAddresses.Items, Permissions.View, "list", 90)];
}
