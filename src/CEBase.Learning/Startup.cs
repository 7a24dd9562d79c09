using CEBase.Catalogue;
using CEBase.Learning.Attendance;
using CEBase.Learning.HourRules;
using CEBase.Learning.Ledger;
using CEBase.Platform;
using CEBase.Platform.Modules;
using CEBase.Platform.Navigation;
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
    }
}
