using CEBase.Platform.Data;
using CEBase.Platform.Files;
using CEBase.Platform.Imports.Console;
using CEBase.Platform.Imports.Jobs;
using CEBase.Platform.Modules;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Imports;

/// <summary>The import engine.</summary>
internal sealed class ImportsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<ImportJobs>();
        services.AddSingleton<ImportQueue>();
        services.AddSingleton<ImportProgress>();
        services.AddSingleton<ImportSignal>();
        services.AddSingleton<SheetCache>();
        services.AddScoped<ImportKinds>();
        services.AddScoped<ImportWork>();
        services.AddScoped<ImportService>();
        services.AddHostedService<ImportWorker>();
        services.AddScoped(p => new ImportRunner(
            p.GetRequiredService<IDatabase>(), p.GetRequiredService<ImportKinds>(), p.GetRequiredService<IFileStore>(), p.GetRequiredService<ImportJobs>(), p.GetRequiredService<Trace>(), p.GetRequiredService<FileLimits>()));
    }
}
