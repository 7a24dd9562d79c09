using CEBase.Funds.Ledger;
using CEBase.Platform;

namespace CEBase.Funds.Budgets;

/// <summary>Funds, budgets and moves, with the ledger below them.</summary>
internal sealed class BudgetsStartup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("budget_item", "编列预算细目"), ("budget_item_remove", "删去预算细目"), ("budget_refresh", "按现数重取"));
        services.AddSingleton<FundLedger>();
        services.AddScoped<FundRepository>();
        services.AddScoped<BudgetService>();
        services.AddScoped<MoveService>();
        services.AddRecordNames(new RecordNames(Budget.RecordType, Permissions.View, FundsAddresses.Budgets + "/{key}",
            "SELECT b.id, CAST(b.id AS text) AS key, f.name || '：' || b.title AS name FROM budget b JOIN fund f ON f.id = b.fund_id WHERE b.id IN @Ids"));
        services.AddRecordNames(new RecordNames(FundMove.RecordType, Permissions.View, FundsAddresses.Move("{key}"), "SELECT id, number AS key, number || ' ' || reason AS name FROM fund_move WHERE id IN @Ids"));
    }
}
