using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CEBase.Platform.Modules;

/// <summary>
/// The one entry point of a module: registrations and routes, nothing else. The host creates it once, in dependency order.
/// </summary>
public abstract class StartupBase
{
    /// <summary>The host's configuration; set by the host before any other member is called.</summary>
    public IConfiguration Configuration { get; internal set; } = null!;

    /// <summary>The host's environment; set by the host before any other member is called.</summary>
    public IHostEnvironment Environment { get; internal set; } = null!;

    /// <summary>Command-line verbs this module brings; they resolve their services when they run.</summary>
    public virtual IEnumerable<Verb> Verbs => [];

    /// <summary>Adds the module's services, permissions, menu, workflows, gates, recipe steps and imports.</summary>
    public virtual void ConfigureServices(IServiceCollection services) { }

    /// <summary>Adds the module's middleware and endpoints.</summary>
    public virtual void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) { }
}
