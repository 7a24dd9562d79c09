namespace CEBase.Projects;

internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("立项", "立项", "/console/projects", Permissions.View, "clipboard-list", 10),
        new("立项", "年度计划", "/console/plans", Permissions.View, "calendar-stats", 20),
        new("立项", "承办单位", "/console/units", Permissions.View, "building-community", 50),
        new("立项", "价格备案", "/console/prices", Permissions.View, "report-money", 60),
        new("立项", "名称用语", "/console/names", Permissions.NamesManage, "writing", 70),
        new("立项", "研究与交流", "/console/registers", Permissions.View, "bulb", 80),
        new("立项", "宣传材料", "/console/promotions", Permissions.View, "speakerphone", 30),
        new("立项", "合同台账", "/console/contracts", Permissions.View, "file-text", 35),
        new("立项", "委托单位", "/console/clients", Permissions.View, "building", 40),
        new("立项", "知情协议", "/console/agreements", Permissions.View, "license", 45),
    ];
}
