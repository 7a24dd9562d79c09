using CEBase.Platform.Jobs;
using CEBase.Platform.Modules;

namespace CEBase.Platform.Traces;

/// <summary>The trace and its seal.</summary>
internal sealed class TracesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(
            ("create", "新建"), ("edit", "修改"), ("change", "修改"), ("check", "核对"), ("recipe", "由配方建立"), ("import_written", "导入表格"),
            ("download_marked", "下载标注过的表格"), ("download", "下载文件"), ("permissions_changed", "调整权限"));
        services.AddSingleton<Trace>();
        services.AddSingleton<TraceChain>();
        services.AddJob<SealingJob>("seal-traces", TimeSpan.FromMinutes(1));
    }
}
