using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Teaching;

internal sealed class TeachingStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<TeachingPlanRepository>();
        services.AddScoped<TeachingPlanService>();
        services.AddScoped<MaterialRepository>();
        services.AddScoped<MaterialService>();
        services.AddScoped<MaterialFacts>();
        services.AddScoped<TeachingGates>();
        services.AddScoped<IClassGates>(provider => provider.GetRequiredService<TeachingGates>());
        services.AddTraceActs(("plan_draft", "编制教学计划"), ("plan_edit", "修改教学计划"), ("material_add", "登记教材资料"), ("material_version", "换教材资料新版"),
            ("material_review", "审阅教材资料"), ("material_retire", "停用教材资料"));
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "教学计划", CatalogueAddresses.Class("{key}", "plan"), Permissions.View, 12) { Group = "教学" });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "教材资料", CatalogueAddresses.Class("{key}", "materials"), Permissions.View, 14) { Group = "教学" });
    }
}
