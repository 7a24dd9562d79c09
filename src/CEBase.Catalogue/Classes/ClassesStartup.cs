namespace CEBase.Catalogue.Classes;

internal sealed class ClassesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ClassRepository>();
        services.AddScoped<IClassDirectory>(provider => provider.GetRequiredService<ClassRepository>());
        services.AddScoped<ClassService>();
        services.AddScoped<IClassPlanner>(provider => provider.GetRequiredService<ClassService>());
        services.AddScoped<ClassQueries>();
        services.AddScoped<TimetableService>();
        services.AddScoped<TimetableFacts>();
        services.AddScoped<InstructorFacts>();
        services.AddScoped<Schedule>();
        services.AddScoped<ProjectLink>();
        services.AddScoped<ProjectGates>();
        services.AddScoped<ClassChecklist>();
        services.AddScoped<ClassHeaderReader>();
        services.AddScoped<ClassPageServices>();
        services.AddScoped<ClassFormServices>();
        services.AddTraceActs(("session_add", "安排课次"), ("session_edit", "修改课次"), ("session_remove", "删除课次"), ("quotas", "调整分组名额"), (TakeApprovalNumber.Act, "取得审批编号"));
        services.AddRecordNames(new RecordNames(ClassStates.RecordType, Permissions.View, CatalogueAddresses.Class("{key}"), "SELECT id, class_no AS key, class_no || ' ' || name AS name FROM training_class WHERE id IN @Ids"));
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "培训班", "/console/projects/{key}/class", Permissions.View, 60));
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "概况", CatalogueAddresses.Class("{key}"), Permissions.View, 0));
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "开班清单", CatalogueAddresses.Class("{key}", "gates"), Permissions.View, 5));
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "课表", CatalogueAddresses.Class("{key}", "timetable"), Permissions.View, 10) { Group = "教学" });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "分组名额", CatalogueAddresses.Class("{key}", "quotas"), Permissions.View, 20) { Group = "学员" });
    }
}
