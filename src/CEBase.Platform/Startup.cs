using CEBase.Platform.Lists;
using CEBase.Platform.Records;
using CEBase.Platform.Data;
using CEBase.Platform.Display;
using CEBase.Platform.Files;
using CEBase.Platform.Identity;
using CEBase.Platform.Identity.Administration;
using CEBase.Platform.Identity.Tokens;
using CEBase.Platform.Imports;
using CEBase.Platform.Jobs;
using CEBase.Platform.Keys;
using CEBase.Platform.Modules;
using CEBase.Platform.Recipes;
using CEBase.Platform.Security;
using CEBase.Platform.Setup;
using CEBase.Platform.Traces;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CEBase.Platform;

/// <summary>What every module stands on.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(
            ("create", "新建"), ("edit", "修改"), ("change", "修改"), ("check", "核对"), ("recipe", "由配方建立"), ("import_written", "导入表格"),
            ("download_marked", "下载标注过的表格"), ("download", "下载文件"), ("permissions_changed", "调整权限"));
        services.AddTraceActs([.. AccountTraces.Labels.Select(l => (l.Key, l.Value))]);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IDatabase, Database>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<RefusalTexts>();
        services.AddSingleton<Trace>();
        services.AddSingleton<TraceChain>();
        services.AddJobs(Configuration);
        services.AddJob<SealingJob>("seal-traces", TimeSpan.FromMinutes(1));
        services.AddScoped<WorkflowEngine>();
        services.AddScoped<RecordServices>();
        services.AddScoped<ListServices>();
        services.AddScoped<RecipeRunner>();
        services.AddPermissions<Permissions>();
        services.AddKeys(Configuration);
        services.AddAccounts(Configuration);
        services.AddSingleton<SetupState>();
        services.AddScoped<SetupService>();
        services.AddAdminMenu<TraceMenu>();
        services.AddFilesAndImports();
        services.AddFaces();
        services.AddHttpContextAccessor();
        services.AddScoped<ICurrentUser>(provider =>
            provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http ? new ClaimsUser(http.User) : SystemUser.Instance);
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes)
    {
        TokenApi.Map(routes);
        FileDownloads.Map(routes);
    }
}
