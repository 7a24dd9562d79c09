using CEBase.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Platform.Files;

/// <summary>The store of uploaded files and their downloads.</summary>
internal sealed class FilesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<FileLimits>();
        services.AddSingleton<IFileStore, FileStore>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => FileDownloads.Map(routes);
}
