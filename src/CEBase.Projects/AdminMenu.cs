namespace CEBase.Projects;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("立项", "立项", ProjectAddresses.Projects, Permissions.View, "clipboard-list", 10),
        new("立项", "年度计划", ProjectAddresses.Plans, Permissions.View, "calendar-stats", 20),
        new("立项", "承办单位", ProjectAddresses.Units, Permissions.View, "building-community", 50),
        new("立项", "价格备案", ProjectAddresses.Prices, Permissions.View, "report-money", 60),
        new("立项", "名称用语", ProjectAddresses.Names, Permissions.NamesManage, "writing", 70),
        new("立项", "研究与交流", ProjectAddresses.Registers, Permissions.View, "bulb", 80),
        new("立项", "宣传材料", ProjectAddresses.Promotions, Permissions.View, "speakerphone", 30),
        new("立项", "合同台账", ProjectAddresses.Contracts, Permissions.View, "file-text", 35),
        new("立项", "委托单位", ProjectAddresses.Clients, Permissions.View, "building", 40),
        new("立项", "知情协议", ProjectAddresses.Agreements, Permissions.View, "license", 45),
    ];
}
