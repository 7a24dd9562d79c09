namespace CEBase.Regulations;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("规则", "规则参数", RegulationsAddresses.Parameters, Permissions.View, "adjustments-horizontal", 10),
        new("规则", "政策地图", RegulationsAddresses.Policy, Permissions.View, "map-2", 20),
    ];
}
