using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Instructors.Clearances;

/// <summary>Reviews of outside teachers and exceptions.</summary>
internal sealed class ClearancesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("clearance_add", "申请审核或例外"));
        services.AddScoped<ClearanceRepository>();
        services.AddScoped<ClearanceService>();
    }
}
