using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Instructors.Adjustment;

/// <summary>Ratings, incidents and the review list.</summary>
internal sealed class AdjustmentStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("rating", "登记评价"), ("incident", "登记事件"));
        services.AddSingleton<ConductRepository>();
        services.AddScoped<ConductService>();
    }
}
