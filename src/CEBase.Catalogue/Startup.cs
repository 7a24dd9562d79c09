using CEBase.Catalogue.Archives;
using CEBase.Catalogue.Archives.Sources;
using CEBase.Catalogue.Calendar;
using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Classes.Gates;
using CEBase.Catalogue.Closing;
using CEBase.Catalogue.Courses;
using CEBase.Catalogue.Notices;
using CEBase.Catalogue.PublicCatalogue;
using CEBase.Catalogue.Safety;
using CEBase.Catalogue.Teaching;
using CEBase.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Catalogue;

/// <summary>课程、培训班、大纲、课表与公开目录。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes)
    {
        Api.Map(routes);
        ClassPictures.Map(routes);
    }

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("session_add", "安排课次"), ("session_edit", "修改课次"), ("session_remove", "删除课次"), ("quotas", "调整分组名额"));
        services.AddPermissions<Permissions>();
        services.AddAdminMenu<AdminMenu>();
        services.AddScoped<IClassDirectory, ClassDirectory>();
        services.AddScoped<IClassPlanner, ClassPlanner>();
        services.AddScoped<ClassQueries>();
        services.AddScoped<ClassService>();
        services.AddScoped<TimetableService>();
        services.AddScoped<TimetableFacts>();
        services.AddScoped<InstructorFacts>();
        services.AddScoped<Schedule>();
        services.AddScoped<CourseService>();
        services.AddScoped<CourseQueries>();
        services.AddRecipeStep<CoursesStep>();
        services.AddRecipeStep<ClassesStep>();

        services.AddScoped<ClassHeaderReader>();
        services.AddScoped<ClassTiles>();
        services.AddHomeFigures<ClassFigures>();
        services.AddRecordNames(new RecordNames(ClassStates.RecordType, Permissions.View, "/console/classes/{key}", "SELECT id, class_no AS key, class_no || ' ' || name AS name FROM training_class WHERE id IN @Ids"));
        services.AddWork<ClassWork>();
        services.AddSearch<ClassSearch>();

        services.AddScoped<ClassWorkflow>();
        services.AddWorkflow<ClassWorkflow>();
        services.AddStepGate<PlanDatesGate>();
        services.AddStepGate<PlanNameGate>();
        services.AddStepGate<OpenNameGate>();
        services.AddStepGate<PlanFundingGate>();
        services.AddStepGate<OpenDatesGate>();
        services.AddStepGate<OpenFundingGate>();
        services.AddStepGate<OpenTimetableGate>();
        services.AddStepGate<OpenInstructorsGate>();
        services.AddStepGate<OwnTeachersGate>();
        services.AddStepGate<ClashGate>();
        services.AddStepGate<SeatsGate>();
        services.AddStepGate<StartDayGate>();
        services.AddStepGate<AdviserGate>();
        services.AddStepGate<LogisticsGate>();
        services.AddStepGate<StartTimetableGate>();
        services.AddStepGate<StartInstructorsGate>();
        services.AddStepGate<EndDayGate>();

        services.AddTraceActs(("plan_draft", "编制教学计划"), ("plan_edit", "修改教学计划"), ("material_add", "登记教材资料"), ("material_version", "换教材资料新版"),
            ("material_review", "审阅教材资料"), ("material_retire", "停用教材资料"), ("safety_check", "登记安全检查"), ("safety_record", "登记安全与自查记录"));
        services.AddScoped<TeachingPlanService>();
        services.AddWorkflow<TeachingPlanWorkflow>();
        services.AddStepGate<FilingGate>();
        services.AddStepGate<OpenTeachingPlanGate>();
        services.AddStepGate<StartTeachingPlanGate>();
        services.AddScoped<MaterialService>();
        services.AddScoped<MaterialFacts>();
        services.AddStepGate<OpenMaterialsGate>();
        services.AddStepGate<StartMaterialsGate>();
        services.AddScoped<SafetyService>();
        services.AddStepGate<SafetyChecklistGate>();
        services.AddStepGate<SafetyRecordsGate>();
        services.AddRecipeStep<SafetyChecklistStep>();
        services.AddRecipeStep<DemoTeachingStep>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "教学计划", "/console/classes/{key}/plan", Permissions.View, 12) { Group = "教学" });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "教材资料", "/console/classes/{key}/materials", Permissions.View, 14) { Group = "教学" });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "安全", "/console/classes/{key}/safety", Permissions.View, 16) { Group = "教学" });

        services.AddSingleton<INoticeDirectory, NoticeDirectory>();
        services.AddScoped<NoticeService>();
        services.AddWorkflow<NoticeWorkflow>();
        services.AddStepGate<PublicityGate>();
        services.AddRecipeStep<NoticesStep>();
        services.AddSearch<NoticeSearch>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Notices/NoticeEditor", "/console/notices/new"));

        services.AddScoped<TeachingCalendar>();
        services.AddScoped<ProjectLink>();
        services.AddHandler<ProjectApproved, TakeApprovalNumber>();
        services.AddHandler<ClassStateChanged, CloseProject>();
        services.AddTraceActs((TakeApprovalNumber.Act, "取得审批编号"));
        services.AddStepGate<OpenProjectGate>();
        services.AddStepGate<OpenTermsGate>();
        services.AddStepGate<PromotionGate>();
        services.AddStepGate<PriceGate>();
        services.AddStepGate<OpenContractGate>();
        services.AddStepGate<ReadyAmendmentGate>();
        services.AddStepGate<StartProjectGate>();
        services.AddStepGate<StartTermsGate>();
        services.AddStepGate<StartContractGate>();
        services.AddStepGate<StartAmendmentGate>();
        services.AddStepGate<LearnerClashGate>();
        services.AddScoped<ClassChecklist>();
        services.AddScoped<PublicMaterial>();
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "培训班", "/console/projects/{key}/class", Permissions.View, 60));
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "开班清单", "/console/classes/{key}/gates", Permissions.View, 5));

        AddArchives(services);

        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "概况", "/console/classes/{key}", Permissions.View, 0));
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "课表", "/console/classes/{key}/timetable", Permissions.View, 10) { Group = "教学" });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "分组名额", "/console/classes/{key}/quotas", Permissions.View, 20) { Group = "学员" });
    }

    private static void AddArchives(IServiceCollection services)
    {
        services.AddTraceActs(("archive_upload", "归档材料"), ("archive_withdraw", "撤下归档材料"), ("archive_supplement", "补充归档"), ("archive_freeze", "封存档案"),
            ("archive_check", "核验档案"), ("archive_export", "导出档案"), ("evaluation_recorded", "登记学员评价"), ("improvement_noted", "登记改进事项"),
            ("improvement_done", "登记整改结果"), ("summary_filed", "登记总结备案"));
        services.AddRecipeStep<ArchiveSectionsStep>();
        services.AddScoped<ArchiveReader>();
        services.AddScoped<ArchiveService>();
        services.AddArchiveSource<ClassSource>();
        services.AddArchiveSource<InstructorSource>();
        services.AddArchiveSource<ProjectSource>();
        services.AddArchiveSource<ClosingSource>();
        services.AddArchiveSource<TeachingSource>();
        services.AddStepGate<ArchiveCompleteGate>();
        services.AddStepGate<ArchiveFrozenGate>();
        services.AddScoped<ArchiveFreezer>();
        services.AddHandler<ClassStateChanged, FreezeOnClose>();
        services.AddScoped<ArchiveChecker>();
        services.AddJob<ArchiveCheckJob>("check-archives", "0 40 2 * * ?");
        services.AddScoped<ArchiveExport>();
        services.AddScoped<ArchiveOverview>();
        services.AddWork<ArchiveWork>();
        services.AddRecipeStep<DemoArchivesStep>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "档案", "/console/classes/{key}/archive", Permissions.ArchivesView, 90) { Group = "结班" });

        services.AddScoped<ClosingFigures>();
        services.AddScoped<ClosingService>();
        services.AddScoped<SummaryWorkflow>();
        services.AddWorkflow<SummaryWorkflow>();
        services.AddStepGate<SummaryWrittenGate>();
        services.AddStepGate<SummaryReturnGate>();
        services.AddStepGate<EvaluationGate>();
        services.AddStepGate<SummaryGate>();
        services.AddStepGate<SummaryFiledGate>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "总结", "/console/classes/{key}/summary", Permissions.View, 80) { Group = "结班" });
    }
}
