using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Agreements;

/// <summary>Texts that learners agree to.</summary>
internal sealed class AgreementsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs((AgreementService.Publish, "发布知情协议"));
        services.AddSingleton<AgreementRepository>();
        services.AddSingleton<IAgreementTexts>(provider => provider.GetRequiredService<AgreementRepository>());
        services.AddScoped<AgreementService>();
    }
}
