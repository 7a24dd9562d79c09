using CEBase.Platform;
using CEBase.Projects.Amendments;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Ledger;

/// <summary>The contract ledger, and the changes of contracts it counts.</summary>
internal sealed class LedgerStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("amendment", "起草补充协议"), ("export_ledger", "导出合同台账"));
        services.AddScoped<AmendmentService>();
        services.AddScoped<ContractQueries>();
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "合同", ProjectAddresses.Projects + "/{key}/contract", Permissions.View, 60));
    }
}
