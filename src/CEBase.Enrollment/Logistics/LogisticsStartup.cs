namespace CEBase.Enrollment.Logistics;

/// <summary>食宿与紧急联系人.</summary>
internal sealed class LogisticsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("logistics_set", "设置食宿安排"), ("rooms_proposed", "编排房间"), ("room_moved", "调整房间"), ("contact_revealed", "查看紧急联系人"),
            ("logistics_exported", "导出食宿安排"), ("needs_deleted", "自动删除饮食禁忌和紧急联系人"));
        services.AddSingleton<LogisticsRepository>();
        services.AddScoped<StayService>();
        services.AddScoped<LogisticsService>();
        services.AddScoped<NeedsRetention>();
        services.AddJob<NeedsRetention>("forget-needs", "0 40 2 * * ?");
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "食宿", "/console/classes/{key}/logistics", Permissions.Logistics, 35) { Group = "学员" });
    }
}
