using CEBase.Learning.Archives;
using CEBase.Learning.Attendance;
using CEBase.Learning.Demo;
using CEBase.Learning.HourBoard;
using CEBase.Learning.HourRules;
using CEBase.Learning.Ledger;
using CEBase.Learning.MyHours;
using CEBase.Learning.Overviews;
using CEBase.Learning.Results;
using CEBase.Learning.Transcripts;
using CEBase.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Learning;

/// <summary>考勤、学时台账与学习档案。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("mark_attendance", "登记考勤"), ("record_results", "登记考核结果"), ("issue", "出具学时证明"));
        services.AddPermissions<Permissions>();
        services.AddSingleton<IHourLedger, HourLedger>();
        services.AddAdminMenu<AdminMenu>();
        AddAttendance(services);
        AddHours(services);
        AddBoard(services);
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => HoursApi.Map(routes);

    private static void AddAttendance(IServiceCollection services)
    {
        services.AddSingleton<LessonRegister>();
        services.AddScoped<IAttendanceFigures, AttendanceFigures>();
        services.AddScoped<ITaughtLessons, TaughtLessons>();
        services.AddSingleton<HourRefusals>();
        services.AddScoped<LessonHours>();
        services.AddScoped<AttendanceSheet>();
        services.AddScoped<Corrections>();
        services.AddScoped<CheckInService>();
        services.AddWorkflow<LessonWorkflow>();
        services.AddStepGate<LessonOverGate>();
        services.AddStepGate<AttendanceCompleteGate>();
        services.AddStepGate<CreditGate>();
        services.AddStepGate<ReopenGate>();
        services.AddStepGate<CorrectGate>();
        services.AddStepGate<EndClassGate>();
        services.AddStepGate<CloseClassGate>();
        services.AddStepGate<ResultsGate>();
        services.AddHandler<LessonChanged, KeepTaughtLessons>();
    }

    private static void AddHours(IServiceCollection services)
    {
        services.AddSingleton<HourRuleStore>();
        services.AddScoped<HourStandings>();
        services.AddRecipeStep<HourRulesStep>();
        services.AddScoped<HourOverviews>();
        services.AddScoped<TranscriptService>();
        services.AddScoped<IMyLearningSection, YearRingSection>();
        services.AddHomeFigures<HourFigures>();
    }

    private static void AddBoard(IServiceCollection services)
    {
        services.AddSingleton<ClassResults>();
        services.AddScoped<HourBoards>();
        services.AddWork<LessonWork>();

        services.AddArchiveSource<LearningSource>();
        services.AddClosingFigures<LearningSource>();

        services.AddRecipeStep<DemoHoursStep>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "考勤", "/console/classes/{key}/attendance", Permissions.View, 50) { Group = "学时" });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "学时", "/console/classes/{key}/hours", Permissions.View, 60) { Group = "学时" });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "考核", "/console/classes/{key}/results", Permissions.View, 70) { Group = "学时" });
        services.AddRecordTab(new RecordTab("Learner", "学时", "/console/learners/{key}/hours", Permissions.View, 50));
        services.AddRecordTab(new RecordTab("Learner", "学习档案", "/console/learners/{key}/archive", Permissions.View, 60));
    }
}
