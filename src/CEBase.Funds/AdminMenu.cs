namespace CEBase.Funds;

/// <summary>The module's lines in the console.</summary>
internal sealed class AdminMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("经费", "经费总览", "/console/funds", Permissions.View, "chart-bar", 10),
        new("经费", "预算", "/console/funds/budgets", Permissions.View, "clipboard-list", 20),
        new("经费", "调剂与结转", "/console/funds/moves", Permissions.View, "arrows-sort", 30),
        new("经费", "支出申请与合同", "/console/funds/commitments", Permissions.ClaimsView, "file-text", 38),
        new("经费", "报销单", "/console/funds/claims", Permissions.ClaimsView, "receipt", 40),
        new("经费", "讲课费与劳务费", "/console/funds/lecture-fees", Permissions.ClaimsView, "chalkboard", 42),
        new("经费", "开支检查", "/console/funds/check", Permissions.Check, "report-search", 50),
        new("经费", "开支标准", "/console/funds/standards", Permissions.ClaimsView, "gauge", 55),
        new("经费", "禁止开支词汇", "/console/funds/vocabulary", Permissions.View, "book-2", 60),
        new("经费", "与财务处对账", "/console/funds/reconciliation", Permissions.View, "scale", 70),
    ];
}
