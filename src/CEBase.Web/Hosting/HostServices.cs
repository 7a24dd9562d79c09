using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using CEBase.Web.Api;
using CEBase.Web.Commands;
using CEBase.Web.Logging;
using CEBase.Web.Protection;
using CEBase.Web.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.WebEncoders;

namespace CEBase.Web.Hosting;

/// <summary>The host's own services, then the modules'.</summary>
internal static class HostServices
{
    public const string DefaultUrl = "http://localhost:5080";

    public static void AddCEBase(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        var data = configuration["data"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(builder.Environment.ContentRootPath, "App_Data");
        AddSettingsOf(data, configuration);
        var database = new DatabaseOptions { DataFolder = data, ConnectionString = configuration.GetConnectionString("CEBase") };
        services.AddSingleton(database);
        services.AddSingleton(new RecipeFolder(configuration["recipes"] ?? HostFolders.Recipes));
        services.AddSingleton<FirstRun>();

        builder.AddLogs(database);
        AddServer(builder);
        AddPages(services);
        AddApi(services);
        services.AddAuthentication();
        services.AddAuthorizationBuilder().SetFallbackPolicy(MarkedOnly.Policy);
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicyProvider>();
        services.AddRateLimits(configuration);
        services.AddHealth();
        services.AddTelemetry(configuration);

        ModuleSet.Compose(configuration, builder.Environment, HostModules.Assemblies).ConfigureServices(services);
    }

    /// <summary>What the setup page wrote: above appsettings.json, below environment variables and arguments.</summary>
    private static void AddSettingsOf(string data, ConfigurationManager configuration)
    {
        var last = configuration.Sources.ToList().FindLastIndex(source => source is JsonConfigurationSource);
        configuration.Sources.Insert(last + 1, new JsonConfigurationSource
        {
            FileProvider = new PhysicalFileProvider(Directory.CreateDirectory(data).FullName),
            Path = "settings.json",
            Optional = true,
        });
    }

    private static void AddServer(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.WebHost.UseStaticWebAssets();
        if (new[] { "urls", "http_ports", "https_ports" }.All(key => string.IsNullOrEmpty(configuration[key])) && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }
        var largest = (configuration.GetValue("Files:MaxMegabytes", 50L) + 1) * 1024 * 1024;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = largest;
        });
        builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = largest);
        builder.Services.Configure<ForwardedHeadersOptions>(headers =>
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var proxy in configuration.GetSection("ForwardedHeaders:KnownProxies").Get<string[]>() ?? [])
            {
                headers.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
            }
            foreach (var network in configuration.GetSection("ForwardedHeaders:KnownNetworks").Get<string[]>() ?? [])
            {
                headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
            }
        });
        builder.Services.AddResponseCompression();
    }

    private static void AddPages(IServiceCollection services)
    {
        // Chinese is written as it is, not as &#x…;
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRazorPages(options => options.RootDirectory = "/")
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add<RefusalPageFilter>();
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                ChineseValidation.Configure(mvc);
            });
    }

    private static void AddApi(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.SnakeCaseLower));
        });
        // Unreadable input comes to the errors middleware as an exception, so that it is told in a sentence.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddApiDescription();
    }
}
