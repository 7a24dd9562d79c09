using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CEBase.Platform.Modules;

/// <summary>
/// Registrations and routes of a module, or of one capability of it (<c>Claims/ClaimsStartup.cs</c>), and nothing else. The host creates each once, module by
/// module in dependency order. What <see cref="Discovery"/> finds by its type needs no registration.
/// </summary>
public abstract class StartupBase
{
    /// <summary>The host's configuration; set by the host before any other member is called.</summary>
    public IConfiguration Configuration { get; internal set; } = null!;

    /// <summary>The host's environment; set by the host before any other member is called.</summary>
    public IHostEnvironment Environment { get; internal set; } = null!;

    /// <summary>Adds services.</summary>
    public virtual void ConfigureServices(IServiceCollection services) { }

    /// <summary>Adds middleware and endpoints.</summary>
    public virtual void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) { }
}
