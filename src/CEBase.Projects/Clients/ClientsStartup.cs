using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Clients;

/// <summary>Entrusting organisations.</summary>
internal sealed class ClientsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs((ClientService.LicenceSeen, "核对执照原件"));
        services.AddSingleton<ClientRepository>();
        services.AddScoped<ClientService>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Clients/ClientEdit", ProjectAddresses.Clients + "/new"));
    }
}
