using CEBase.Platform;

namespace CEBase.Funds.Overview;

/// <summary>The overview.</summary>
internal sealed class OverviewStartup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ArticleFindings>();
    }
}
