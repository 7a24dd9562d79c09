using CEBase.Enrollment.Admissions;
using CEBase.Enrollment.Archives;
using CEBase.Enrollment.Demo;
using CEBase.Enrollment.LearnerRegister;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.MyLearning;
using CEBase.Enrollment.Organisations;
using CEBase.Enrollment.Privacy;
using CEBase.Enrollment.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Enrollment;

/// <summary>学员、报名、名额、候补与委托单位名册。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs([.. LearnerTraces.Acts.Select(act => (act, LearnerTraces.Label(act))), ("organisation_assigned", "指定委托单位")]);
        services.AddSingleton<LearnerRepository>();
        services.AddSingleton<LearnerIdentity>();
        services.AddScoped<LearnerService>();
        services.AddSingleton<LearnerSearch>();
        services.AddSingleton<PrivacyNotices>();
        services.AddSingleton<RegistrationService>();
        services.AddSingleton<OrganisationContacts>();
        services.AddSingleton<OrganisationPeople>();
        services.AddScoped<MyData>();
        services.AddScoped<AdmissionService>();
        services.AddSingleton<PeopleMaker>();
        services.AddArchiveSource<RosterSource>();
        services.AddClosingFigures<RosterSource>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "学员", "/console/classes/{key}/enrolments", Permissions.View, 30) { Group = "学员" });
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => MyData.Map(routes);
}
