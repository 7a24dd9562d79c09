using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Instructors.Evidence;

/// <summary>Papers on file.</summary>
internal sealed class EvidenceStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("evidence_add", "登记材料"), ("evidence_withdraw", "撤下材料"));
        services.AddSingleton<EvidenceRepository>();
        services.AddScoped<EvidenceService>();
    }
}
