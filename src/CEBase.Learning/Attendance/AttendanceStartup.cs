namespace CEBase.Learning.Attendance;

/// <summary>Attendance and the confirmation of lessons.</summary>
internal sealed class AttendanceStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("mark_attendance", "登记考勤"));
        services.AddSingleton<LessonRegister>();
        services.AddSingleton<HourRefusals>();
        services.AddScoped<LessonHours>();
        services.AddScoped<AttendanceSheet>();
        services.AddScoped<Corrections>();
        services.AddScoped<CheckInService>();
        services.AddScoped<IAttendanceFigures, AttendanceFigures>();
        services.AddScoped<ITaughtLessons, TaughtLessons>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "考勤", "/console/classes/{key}/attendance", Permissions.View, 50) { Group = "学时" });
    }
}
