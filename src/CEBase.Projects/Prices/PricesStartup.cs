using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Prices;

/// <summary>Approved and filed prices.</summary>
internal sealed class PricesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("price_end", "修改价格截止日"));
        services.AddSingleton<PriceRepository>();
        services.AddSingleton<IPriceDirectory>(provider => provider.GetRequiredService<PriceRepository>());
        services.AddScoped<PriceService>();
    }
}
