namespace CEBase.Projects;

/// <summary>年度计划、立项与审批编号、名称规范、价格、宣传材料、合同。What is registered stands in the startups of the capabilities.</summary>
public sealed class Startup : StartupBase;
