using CEBase.Platform.Display;
using CEBase.Platform.Modules;

namespace CEBase.Platform.Today;

/// <summary>The console's first page and its navigation.</summary>
internal sealed class TodayStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<ConsoleMenu>().AddScoped<TodayBoard>().AddScoped<RecentSteps>();
}
