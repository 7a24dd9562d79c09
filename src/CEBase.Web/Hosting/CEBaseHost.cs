
namespace CEBase.Web.Hosting;

/// <summary>Builds and runs the host: from the command line, and from tests.</summary>
public static class CEBaseHost
{
    /// <summary>Serves the site, or runs a verb. Returns the process's exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = Build(args);
        await app.Services.GetRequiredService<FirstRun>().PrepareAsync();
        await app.RunAsync();
        return 0;
    }

    /// <summary>Composes modules, services and the request pipeline; nothing is started and nothing is written yet.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(CEBaseHost).Assembly.GetName().Name,
            ContentRootPath = args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) ? null : HostFolders.Content,
            EnvironmentName = HostFolders.DefaultEnvironment(args),
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddCEBase();
        var app = builder.Build();
        app.UseCEBase();
        return app;
    }
}
