using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Plans;

/// <summary>Annual plans.</summary>
internal sealed class PlansStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("plan_item", "修改计划条目"), ("plan_item_remove", "删除计划条目"), ("plan_survey", "登记需求调研"));
        services.AddSingleton<PlanRepository>();
        services.AddScoped<PlanService>();
        services.AddRecordNames(new RecordNames(AnnualPlan.RecordType, Permissions.View, ProjectAddresses.Plans + "/{key}",
            "SELECT p.id, CAST(p.id AS text) AS key, u.name || ' ' || p.year || ' 年度计划' AS name FROM annual_plan p JOIN owning_unit u ON u.id = p.unit_id WHERE p.id IN @Ids"));
    }
}
