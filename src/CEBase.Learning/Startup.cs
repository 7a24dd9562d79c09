using CEBase.Catalogue;
using CEBase.Enrollment;
using CEBase.Learning.Attendance;
using CEBase.Learning.HourRules;
using CEBase.Learning.Ledger;
using CEBase.Learning.MyHours;
using CEBase.Learning.Transcripts;
using CEBase.Platform;
using CEBase.Platform.Modules;
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
        services.AddPermissions<Permissions>();
        services.AddSingleton<IHourLedger, HourLedger>();
        AddAttendance(services);
        AddHours(services);
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => Api.Map(routes);

    private static void AddAttendance(IServiceCollection services)
    {
        services.AddSingleton<SessionRegister>();
        services.AddSingleton<HourRefusals>();
        services.AddScoped<SessionHours>();
        services.AddScoped<AttendanceSheet>();
        services.AddScoped<Corrections>();
        services.AddScoped<CheckInDesk>();
        services.AddWorkflow<SessionWorkflow>();
        services.AddStepGate<SessionOverGate>();
        services.AddStepGate<AttendanceCompleteGate>();
        services.AddStepGate<CreditGate>();
        services.AddStepGate<ReopenGate>();
        services.AddStepGate<CorrectGate>();
        services.AddStepGate<EndClassGate>();
        services.AddStepGate<CloseClassGate>();
        services.AddHandler<ClassSessionChanged, KeepTaughtSessions>();
    }

    private static void AddHours(IServiceCollection services)
    {
        services.AddSingleton<HourRuleStore>();
        services.AddScoped<HourStandings>();
        services.AddRecipeStep<HourRulesStep>();
        services.AddScoped<HourOverviews>();
        services.AddScoped<TranscriptOffice>();
        services.AddScoped<IMyLearningSection, YearRingSection>();
        services.AddHomeFigures<HourFigures>();
    }
}
