using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Closing;

internal sealed class ClosingStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ClosingRepository>();
        services.AddScoped<ClosingFigures>();
        services.AddScoped<ClosingService>();
        services.AddScoped<IClassGates, ClosingGates>();
        services.AddTraceActs(("evaluation_recorded", "登记学员评价"), ("improvement_noted", "登记改进事项"), ("improvement_done", "登记整改结果"), ("summary_filed", "登记总结备案"));
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "总结", CatalogueAddresses.Class("{key}", "summary"), Permissions.View, 80) { Group = "结班" });
    }
}
