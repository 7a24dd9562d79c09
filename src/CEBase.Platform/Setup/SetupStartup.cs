using CEBase.Platform.Modules;

namespace CEBase.Platform.Setup;

/// <summary>The first setting up of a base.</summary>
internal sealed class SetupStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddSingleton<SetupState>().AddScoped<SetupService>();
}
