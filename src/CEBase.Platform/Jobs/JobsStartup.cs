using CEBase.Platform.Modules;

namespace CEBase.Platform.Jobs;

/// <summary>The scheduler.</summary>
internal sealed class JobsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddJobs(Configuration);
}
