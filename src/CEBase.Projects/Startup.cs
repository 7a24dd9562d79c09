using CEBase.Platform;
using CEBase.Projects.Agreements;
using CEBase.Projects.Amendments;
using CEBase.Projects.Approval;
using CEBase.Projects.Clients;
using CEBase.Projects.Contracts;
using CEBase.Projects.Drafting;
using CEBase.Projects.Evidence;
using CEBase.Projects.Intake;
using CEBase.Projects.Ledger;
using CEBase.Projects.Names;
using CEBase.Projects.Parts;
using CEBase.Projects.Plans;
using CEBase.Projects.Prices;
using CEBase.Projects.Promotion;
using CEBase.Projects.RedFlags;
using CEBase.Projects.Registers;
using CEBase.Projects.Templates;
using CEBase.Projects.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects;

/// <summary>年度计划、立项与审批编号、名称规范、价格、宣传材料、合同。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => PromotionPictures.Map(routes);

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPermissions<Permissions>();
        services.AddAdminMenu<AdminMenu>();

        services.AddTraceActs(
            ("repeat", "再办一期"), ("shares", "修改分配比例"), ("partner", "登记合作方"), ("partner_remove", "删除合作方"), ("purchase", "登记采购"), ("purchase_remove", "删除采购"),
            ("document", "登记批准文件"), ("document_remove", "删除批准文件"), ("unit_order", "发出整改通知"), ("unit_suspend", "停办整顿"), ("unit_order_close", "整改完成"),
            ("unit_resume", "恢复办学"), ("unit_rule", "登记制度文件"), ("unit_manager", "登记管理人员"), ("price_end", "修改价格截止日"), ("plan_item", "修改计划条目"),
            ("plan_item_remove", "删除计划条目"), ("plan_survey", "登记需求调研"), ("name_word", "增改禁用字样"), ("name_word_off", "停用禁用字样"),
            ("name_phrase", "增改不受禁的词语"), ("name_phrase_off", "停用不受禁的词语"));
        services.AddScoped<IProjectDirectory, ProjectDirectory>();
        services.AddScoped<ProjectService>();
        services.AddScoped<IProjectPlanner>(provider => provider.GetRequiredService<ProjectService>());
        services.AddScoped<ProjectParts>();
        services.AddSingleton<IPurchaseApprovals, PurchaseApprovals>();
        services.AddSingleton<IntakeQuestions>();
        services.AddSingleton<IPolicyCarrier>(provider => provider.GetRequiredService<IntakeQuestions>());
        services.AddWorkflow<ProjectWorkflow>();
        services.AddProjectCheck<IntakeCheck>();
        services.AddProjectCheck<UnitCheck>();
        services.AddProjectCheck<NameCheckOfProject>();
        services.AddProjectCheck<ForeignCheck>();
        services.AddProjectCheck<SharesCheck>();
        services.AddProjectCheck<PartnersCheck>();
        services.AddProjectCheck<PurchasesCheck>();
        services.AddProjectCheck<PriceCheck>();
        services.AddProjectCheck<PlanFitCheck>();
        services.AddProjectCheck<LeadCheck>();
        services.AddScoped<EvidenceFiles>();
        services.AddRecordNames(new RecordNames(ProjectStates.RecordType, Permissions.View, "/console/projects/{key}", "SELECT id, number AS key, number || ' ' || name AS name FROM project WHERE id IN @Ids"));
        services.AddWork<ProjectWork>();
        services.AddSearch<ProjectSearch>();
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "概况", "/console/projects/{key}", Permissions.View, 0));
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "合办与材料", "/console/projects/{key}/parts", Permissions.View, 10));
        services.AddWork<UnitWork>();
        services.AddSearch<UnitSearch>();
        services.AddScoped<UnitService>();
        services.AddScoped<UnitPapers>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Units/UnitForm", "/console/units/new"));
        services.AddScoped<PriceService>();
        services.AddSingleton<IPriceDirectory, PriceDirectory>();
        services.AddSingleton<NameList>();
        services.AddSingleton<INameCheck>(provider => provider.GetRequiredService<NameList>());
        services.AddSingleton<IPolicyCarrier>(provider => provider.GetRequiredService<NameList>());
        services.AddScoped<NameService>();
        services.AddRecipeStep<NamesStep>();
        services.AddScoped<PlanWorkflow>();
        services.AddWorkflow<PlanWorkflow>();
        foreach (var step in new[] { PlanWorkflow.Submit, PlanWorkflow.File })
        {
            services.AddScoped<IStepGate>(provider => ActivatorUtilities.CreateInstance<PlanUnitGate>(provider, step));
            services.AddScoped<IStepGate>(provider => ActivatorUtilities.CreateInstance<PlanItemsGate>(provider, step));
            services.AddScoped<IStepGate>(provider => ActivatorUtilities.CreateInstance<PlanNamesGate>(provider, step));
        }
        services.AddScoped<PlanService>();
        services.AddRecordNames(new RecordNames(PlanWorkflow.RecordType, Permissions.View, "/console/plans/{key}",
            "SELECT p.id, CAST(p.id AS text) AS key, u.name || ' ' || p.year || ' 年度计划' AS name FROM annual_plan p JOIN owning_unit u ON u.id = p.unit_id WHERE p.id IN @Ids"));
        services.AddWork<PlanWork>();
        services.AddScoped<RegisterService>();
        services.AddRecipeStep<UnitsStep>();
        services.AddRecipeStep<PricesStep>();
        services.AddRecipeStep<PlansStep>();
        services.AddRecipeStep<RegistersStep>();
        services.AddRecipeStep<ProjectsStep>();

        services.AddTraceActs(
            ("licence_seen", "核对执照原件"), ("signing", "填写签订信息"), ("amendment", "起草补充协议"), ("export_ledger", "导出合同台账"), ("publish_template", "启用合同范本"),
            ("publish_agreement", "发布知情协议"), ("picture_add", "加图片"), ("picture_remove", "删图片"), ("meeting_record", "登记联席会"), ("office_record", "登记办公室审批"));
        services.AddScoped<ClientService>();
        services.AddScoped<ClientQueries>();
        services.AddSearch<ClientSearch>();
        services.AddRecipeStep<ClientsStep>();
        services.AddSingleton<IContractDirectory, ContractDirectory>();
        services.AddScoped<ContractService>();
        services.AddScoped<AmendmentService>();
        services.AddScoped<ContractQueries>();
        services.AddScoped<ContractFactsReader>();
        services.AddWorkflow<ContractWorkflow>();
        services.AddWorkflow<AmendmentWorkflow>();
        services.AddStepGate<SubmitProjectGate>();
        services.AddStepGate<SubmitTermsGate>();
        services.AddStepGate<PassDeparturesGate>();
        services.AddStepGate<SignProjectGate>();
        services.AddStepGate<SigningDayGate>();
        services.AddStepGate<SignDeparturesGate>();
        services.AddStepGate<SignTermsGate>();
        services.AddStepGate<SignClientGate>();
        services.AddStepGate<PerformGate>();
        services.AddStepGate<SignAmendmentGate>();
        services.AddStepGate<AmendmentPriceGate>();
        services.AddSearch<ContractSearch>();
        services.AddRecordNames(new RecordNames(ContractStates.RecordType, Permissions.View, "/console/contracts/{key}",
            "SELECT k.id, k.number AS key, k.number || ' ' || c.name AS name FROM contract k JOIN client c ON c.id = k.client_id WHERE k.id IN @Ids"));
        services.AddWork<ContractWork>();
        services.AddWork<PriceWork>();
        services.AddRecipeStep<RedFlagWordsStep>();
        services.AddRecipeStep<ContractTemplatesStep>();
        services.AddRecipeStep<DemoContractsStep>();
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "合同", "/console/projects/{key}/contract", Permissions.View, 60));
        services.AddSingleton<IAgreementTexts, AgreementTexts>();
        services.AddScoped<AgreementService>();
        services.AddRecipeStep<AgreementStep>();
        services.AddSingleton<IPromotionDirectory, PromotionDirectory>();
        services.AddScoped<PromotionService>();
        services.AddScoped<PromotionChecks>();
        services.AddScoped<PromotionQueries>();
        services.AddWorkflow<PromotionWorkflow>();
        services.AddStepGate<SubmitPromotionTermsGate>();
        services.AddStepGate<SubmitPromotionWordsGate>();
        services.AddStepGate<MeetingPromotionTermsGate>();
        services.AddStepGate<MeetingPromotionWordsGate>();
        services.AddStepGate<MeetingRecordGate>();
        services.AddStepGate<OfficePromotionTermsGate>();
        services.AddStepGate<OfficePromotionWordsGate>();
        services.AddStepGate<OfficeRecordGate>();
        services.AddHandler<ProjectChanged, FollowProjectChange>();
        services.AddSearch<PromotionSearch>();
        services.AddRecordNames(new RecordNames(PromotionStates.RecordType, Permissions.View, "/console/projects/{key}",
            "SELECT m.id, p.number || '/promotion?id=' || m.id AS key, '《' || m.title || '》' AS name FROM promotion m JOIN project p ON p.id = m.project_id WHERE m.id IN @Ids"));
        services.AddWork<PromotionWork>();
        services.AddRecipeStep<DemoPromotionsStep>();
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "宣传材料", "/console/projects/{key}/promotion", Permissions.View, 50));
    }
}
