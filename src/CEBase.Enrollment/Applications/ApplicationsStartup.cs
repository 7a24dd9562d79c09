using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Enrollment.Applications;

/// <summary>What a learner does with an own enrolment.</summary>
internal sealed class ApplicationsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ApplicationService>();
        services.AddScoped<IClassActionProvider, ClassActions>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => ApplicationApi.Map(routes);
}
