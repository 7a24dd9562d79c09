using CEBase.Learning.Archives;
using CEBase.Learning.HourBoard;
using CEBase.Learning.HourRules;
using CEBase.Learning.Ledger;
using CEBase.Learning.MyHours;
using CEBase.Learning.Overviews;
using CEBase.Learning.Results;
using CEBase.Learning.Transcripts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Learning;

/// <summary>考勤、学时台账与学习档案。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("record_results", "登记考核结果"), ("issue", "出具学时证明"));
        services.AddSingleton<IHourLedger, HourLedger>();
        services.AddSingleton<HourRuleStore>();
        services.AddScoped<HourStandings>();
        services.AddScoped<HourOverviews>();
        services.AddScoped<TranscriptService>();
        services.AddScoped<IMyLearningSection, YearRingSection>();
        services.AddSingleton<ClassResults>();
        services.AddScoped<HourBoards>();
        services.AddArchiveSource<LearningSource>();
        services.AddClosingFigures<LearningSource>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "学时", "/console/classes/{key}/hours", Permissions.View, 60) { Group = "学时" });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "考核", "/console/classes/{key}/results", Permissions.View, 70) { Group = "学时" });
        services.AddRecordTab(new RecordTab("Learner", "学时", "/console/learners/{key}/hours", Permissions.View, 50));
        services.AddRecordTab(new RecordTab("Learner", "学习档案", "/console/learners/{key}/archive", Permissions.View, 60));
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => HoursApi.Map(routes);
}
