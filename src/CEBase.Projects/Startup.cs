using CEBase.Platform;
using CEBase.Platform.Modules;
using CEBase.Platform.Navigation;
using CEBase.Projects.Agreements;
using CEBase.Projects.Approval;
using CEBase.Projects.Contracts;
using CEBase.Projects.Names;
using CEBase.Projects.Prices;
using CEBase.Projects.Promotion;
using CEBase.Projects.Units;
using CEBase.Regulations;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects;

/// <summary>年度计划、立项与审批编号、名称规范、价格、宣传材料、合同。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPermissions<Permissions>();
        services.AddAdminMenu<AdminMenu>();

        services.AddTraceActs(
            ("repeat", "再办一期"), ("shares", "修改分配比例"), ("partner", "登记合作方"), ("partner_remove", "删除合作方"), ("purchase", "登记采购"), ("purchase_remove", "删除采购"),
            ("document", "登记批准文件"), ("document_remove", "删除批准文件"), ("unit_order", "发出整改通知"), ("unit_suspend", "停办整顿"), ("unit_order_close", "整改完成"),
            ("unit_resume", "恢复办学"), ("price_end", "修改价格截止日"));
        services.AddScoped<IProjectDirectory, ProjectDirectory>();
        services.AddScoped<ProjectService>();
        services.AddScoped<IProjectPlanner>(provider => provider.GetRequiredService<ProjectService>());
        services.AddScoped<ProjectParts>();
        services.AddSingleton<IntakeQuestions>();
        services.AddSingleton<IPolicyCarrier>(provider => provider.GetRequiredService<IntakeQuestions>());
        services.AddScoped<ProjectWorkflow>();
        services.AddWorkflow<ProjectWorkflow>();
        services.AddProjectCheck<IntakeCheck>();
        services.AddProjectCheck<UnitCheck>();
        services.AddProjectCheck<NameCheckOfProject>();
        services.AddProjectCheck<ForeignCheck>();
        services.AddProjectCheck<SharesCheck>();
        services.AddProjectCheck<PartnersCheck>();
        services.AddProjectCheck<PurchasesCheck>();
        services.AddProjectCheck<PriceCheck>();
        services.AddProjectCheck<LeadCheck>();
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "概况", "/console/projects/{key}", Permissions.View, 0));
        services.AddScoped<UnitService>();
        services.AddScoped<PriceService>();
        services.AddSingleton<IPriceBook, PriceBook>();
        services.AddSingleton<NameList>();
        services.AddSingleton<INameCheck>(provider => provider.GetRequiredService<NameList>());
        services.AddSingleton<IPolicyCarrier>(provider => provider.GetRequiredService<NameList>());
        services.AddRecipeStep<NamesStep>();

        services.AddSingleton<IContractBook, ContractBook>();
        services.AddSingleton<IAgreementTexts, AgreementTexts>();
        services.AddSingleton<IPromotionBoard, PromotionBoard>();
    }
}
