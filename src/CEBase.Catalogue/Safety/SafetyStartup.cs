using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Safety;

internal sealed class SafetyStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<SafetyRepository>();
        services.AddScoped<SafetyService>();
        services.AddScoped<IClassGates, SafetyGates>();
        services.AddTraceActs(("safety_check", "登记安全检查"), ("safety_record", "登记安全与自查记录"));
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "安全", CatalogueAddresses.Class("{key}", "safety"), Permissions.View, 16) { Group = "教学" });
    }
}
