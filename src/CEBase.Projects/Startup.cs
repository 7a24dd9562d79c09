using CEBase.Platform;
using CEBase.Platform.Modules;
using CEBase.Projects.Approval;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects;

/// <summary>年度计划、立项与审批编号、名称规范、价格、宣传材料、合同。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPermissions<Permissions>();
        services.AddScoped<IProjectDirectory, ProjectDirectory>();
    }
}
