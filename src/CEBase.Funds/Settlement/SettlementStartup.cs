using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Platform;

namespace CEBase.Funds.Settlement;

/// <summary>What a class cost, and who signed it.</summary>
internal sealed class SettlementStartup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs((ClassCostService.PlanAct, "填写计划费用"), (ClassCostService.TravelAct, "填写报到、撤离天数"), (SettlementWorkflow.SheetAct, "留存决算表样"));
        services.AddScoped<ClassQuotaReader>();
        services.AddScoped<IClaimReviewer, ClassCostEvaluator>();
        services.AddScoped<ClassCostService>();
        services.AddScoped<SettlementReader>();
        services.AddArchiveSource<FundsArchiveSource>();
        services.AddRecordNames(new RecordNames(ClassSettlement.RecordType, Permissions.ClaimsView, FundsAddresses.Settlement("{key}"),
            "SELECT c.id, c.class_no AS key, c.class_no || ' ' || c.name AS name FROM published_training_class c WHERE c.id IN @Ids") { Own = ExpenseAccess.SeenClasses });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "经费决算", FundsAddresses.Settlement("{key}"), Permissions.ClaimsView, 85) { Group = "经费" });
    }
}
