using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Catalogue.PublicCatalogue;

internal sealed class PublicCatalogueStartup : StartupBase
{
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes)
    {
        ClassApi.Map(routes);
        ClassPictures.Map(routes);
    }

    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ClassTiles>();
        services.AddScoped<PublicMaterial>();
    }
}
