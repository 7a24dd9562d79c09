using CEBase.Platform.Navigation;

namespace CEBase.Funds.Budgets;

/// <summary>Lines of budgets and claims in the console.</summary>
internal sealed class BudgetMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } =
    [
        new("经费", "经费总览", "/console/funds", Permissions.View, "chart-bar", 10),
        new("经费", "预算", "/console/funds/budgets", Permissions.View, "clipboard-list", 20),
        new("经费", "调剂与结转", "/console/funds/moves", Permissions.View, "arrows-sort", 30),
        new("经费", "报销单", "/console/funds/claims", Permissions.ClaimsView, "receipt", 40),
    ];
}
