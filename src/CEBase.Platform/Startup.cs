using CEBase.Platform.Data;
using CEBase.Platform.Display;
using CEBase.Platform.Identity;
using CEBase.Platform.Imports;
using CEBase.Platform.Modules;
using CEBase.Platform.Recipes;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CEBase.Platform;

/// <summary>What every module stands on.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IDatabase, Database>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<Trace>();
        services.AddScoped<WorkflowEngine>();
        services.AddScoped<RecipeRunner>();
        services.AddPermissions<Permissions>();
        services.AddAccounts(Configuration);
        services.AddFilesAndImports();
        services.AddFaces();
        services.AddHttpContextAccessor();
        services.AddScoped<ICurrentUser>(provider =>
            provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http ? new ClaimsUser(http.User) : SystemUser.Instance);
    }
}
