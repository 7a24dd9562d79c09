using System.Text.Encodings.Web;
using System.Text.Unicode;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Recipes;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.WebEncoders;

namespace CEBase.Web.Hosting;

/// <summary>The host's own services, then the modules'.</summary>
internal static class HostServices
{
    public static void AddCEBase(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var configuration = builder.Configuration;
        var data = configuration["data"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(builder.Environment.ContentRootPath, "App_Data");
        services.AddSingleton(new DatabaseOptions { DataFolder = data, ConnectionString = configuration.GetConnectionString("CEBase") });
        services.AddSingleton(new RecipeFolder(configuration["recipes"] ?? HostFolders.Recipes));

        services.AddSingleton<FirstRun>();

        // Chinese is written as it is, not as &#x…;
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRazorPages(options => options.RootDirectory = "/")
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add<RefusalPageFilter>();
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                ChineseValidation.Configure(mvc);
            });
        services.AddAuthentication();
        services.AddAuthorizationBuilder().SetFallbackPolicy(MarkedOnly.Policy);
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicyProvider>();

        ModuleSet.Compose(configuration, builder.Environment, HostModules.Assemblies).ConfigureServices(services);
    }
}
