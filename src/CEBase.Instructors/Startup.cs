using CEBase.Instructors.Adjustment;
using CEBase.Instructors.BankCards;
using CEBase.Instructors.Clearances;
using CEBase.Instructors.Evidence;
using CEBase.Instructors.Imports;
using CEBase.Instructors.Overview;
using CEBase.Instructors.Qualification;
using CEBase.Instructors.Registry;
using CEBase.Instructors.Titles;
using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Instructors;

/// <summary>师资库：教师、学历学位、职称与资格。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(
            ("suspend", "停止授课"), ("alias", "收入职称写法"), ("title_level", "重新认定职称级别"), ("clearance_add", "申请审核或例外"),
            ("rating", "登记评价"), ("incident", "登记事件"), ("evidence_add", "登记材料"), ("evidence_withdraw", "撤下材料"), ("bank_card", "登记银行卡"),
            ("bank_card_withdrawn", "撤回同意并删除银行卡"), ("bank_card_revealed", "查看完整卡号"), ("instructors_exported", "导出师资名单"));
        services.AddPermissions<Permissions>();
        services.AddAdminMenu<AdminMenu>();
        services.AddScoped<IInstructorRegistry, InstructorRegistry>();
        services.AddScoped<InstructorService>();
        services.AddScoped<InstructorQueries>();
        services.AddRecipeStep<TitlesStep>();
        services.AddRecipeStep<InstructorsStep>();
        services.AddSearch<InstructorSearch>();

        services.AddSingleton<TitleRepository>();
        services.AddSingleton<ITitles>(p => p.GetRequiredService<TitleRepository>());
        services.AddScoped<Qualifications>();
        services.AddScoped<IInstructorQualification>(p => p.GetRequiredService<Qualifications>());

        services.AddWorkflow<InstructorWorkflow>();
        services.AddStepGate<KeepGate>();
        services.AddStepGate<ResumeGate>();
        services.AddStepGate<ImproveDateGate>();
        services.AddWorkflow<IncidentWorkflow>();
        services.AddScoped<ConductService>();

        services.AddSpreadsheetImport<InstructorImport>();

        services.AddScoped<ClearanceRepository>();
        services.AddScoped<ClearanceService>();
        services.AddWorkflow<ReviewWorkflow>();
        services.AddWorkflow<ExceptionWorkflow>();

        services.AddScoped<EvidenceService>();
        services.AddScoped<BankCardService>();
        services.AddScoped<IBankCards>(p => p.GetRequiredService<BankCardService>());
        services.AddScoped<InstructorFiling>();
        services.AddWork<InstructorWork>();

        services.AddRecordTab(new RecordTab(InstructorService.RecordType, "基本情况与资格", "/console/instructors/{key}", Permissions.View, 0));
        services.AddRecordTab(new RecordTab(InstructorService.RecordType, "审查与例外", "/console/instructors/{key}/clearances", Permissions.View, 10));
        services.AddRecordTab(new RecordTab(InstructorService.RecordType, "证明材料", "/console/instructors/{key}/evidence", Permissions.View, 20));
        services.AddRecordTab(new RecordTab(InstructorService.RecordType, "评价与事件", "/console/instructors/{key}/conduct", Permissions.View, 30));
        services.AddRecordTab(new RecordTab(InstructorService.RecordType, "银行卡", "/console/instructors/{key}/bank-card", Permissions.Manage, 40));
    }
}
