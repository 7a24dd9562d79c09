using CEBase.Regulations.Library;
using CEBase.Regulations.Parameters;
using CEBase.Regulations.PolicyMap;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Regulations;

/// <summary>Regulations, articles, citations, dated parameters, the policy map.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IRegulationLibrary, RegulationLibrary>();
        services.AddSingleton<ParameterRepository>();
        services.AddSingleton<IParameters>(provider => provider.GetRequiredService<ParameterRepository>());
        services.AddSingleton<ICitationNames, CitationNames>();
        services.AddSingleton<IPolicyCarrier, ParameterCarrier>();
        services.AddSingleton<RuleIndex>();
        services.AddScoped<PolicyMapReader>();
        services.AddHostedService<CitationCheck>();
        services.AddScoped<ParameterService>();
        services.AddSingleton<OverdueWork>();
    }
}
