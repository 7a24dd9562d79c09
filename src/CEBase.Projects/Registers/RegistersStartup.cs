using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Registers;

/// <summary>Registers of research and exchanges.</summary>
internal sealed class RegistersStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<RegisterRepository>();
        services.AddScoped<RegisterService>();
    }
}
