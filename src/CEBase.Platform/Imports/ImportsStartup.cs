using CEBase.Platform.Data;
using CEBase.Platform.Files;
using CEBase.Platform.Imports.Console;
using CEBase.Platform.Imports.Jobs;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Imports;

/// <summary>Registers the file store and the import engine.</summary>
internal static class ImportsStartup
{
    public static IServiceCollection AddFilesAndImports(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton<FileLimits>();
        services.AddSingleton<IFileStore, FileStore>();
        services.AddSingleton<ImportJobs>();
        services.AddSingleton<ImportQueue>();
        services.AddSingleton<ImportProgress>();
        services.AddSingleton<ImportSignal>();
        services.AddSingleton<SheetCache>();
        services.AddScoped<ImportKinds>();
        services.AddScoped<ImportWork>();
        services.AddScoped<ImportService>();
        services.AddScoped<ImportList>();
        services.AddHostedService<ImportWorker>();
        services.AddAdminMenu<ImportMenu>();
        services.AddScoped(p => new ImportRunner(
            p.GetRequiredService<IDatabase>(), p.GetRequiredService<ImportKinds>(), p.GetRequiredService<IFileStore>(), p.GetRequiredService<ImportJobs>(), p.GetRequiredService<Trace>(), p.GetRequiredService<FileLimits>()));
        return services;
    }
}
