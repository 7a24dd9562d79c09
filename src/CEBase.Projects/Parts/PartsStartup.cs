using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Parts;

/// <summary>What hangs on a project: co-units, partners, purchases, approvals by others.</summary>
internal sealed class PartsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(
            ("shares", "修改分配比例"), ("partner", "登记合作方"), ("partner_remove", "删除合作方"), ("purchase", "登记采购"), ("purchase_remove", "删除采购"),
            ("document", "登记批准文件"), ("document_remove", "删除批准文件"));
        services.AddSingleton<PartRepository>();
        services.AddSingleton<IPurchaseApprovals>(provider => provider.GetRequiredService<PartRepository>());
        services.AddScoped<ProjectParts>();
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "合办与材料", ProjectAddresses.Projects + "/{key}/parts", Permissions.View, 10));
    }
}
