using CEBase.Platform.Data;
using CEBase.Platform.Lists;
using CEBase.Platform.Modules;
using CEBase.Platform.Recipes;
using CEBase.Platform.Records;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CEBase.Platform;

/// <summary>What every module stands on; what a capability needs of its own is registered beside it.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IDatabase, Database>();
        services.AddSingleton<Migrator>();
        services.AddSingleton(provider => new RefusalTexts([.. provider.GetRequiredService<ModuleSet>().All.Select(m => m.Assembly)]));
        services.AddScoped<WorkflowEngine>();
        services.AddScoped<RecordServices>();
        services.AddScoped<ListServices>();
        services.AddScoped<RecipeRunner>();
        services.AddHttpContextAccessor();
        services.AddScoped<ICurrentUser>(provider =>
            provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http ? new ClaimsUser(http.User) : SystemUser.Instance);
    }
}
