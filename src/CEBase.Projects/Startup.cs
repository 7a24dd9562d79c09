using CEBase.Platform;
using CEBase.Platform.Modules;
using CEBase.Projects.Agreements;
using CEBase.Projects.Approval;
using CEBase.Projects.Contracts;
using CEBase.Projects.Promotion;
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

        services.AddSingleton<IContractBook, ContractBook>();
        services.AddSingleton<IAgreementTexts, AgreementTexts>();
        services.AddSingleton<IPromotionBoard, PromotionBoard>();
    }
}
