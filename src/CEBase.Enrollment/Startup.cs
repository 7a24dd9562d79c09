using CEBase.Enrollment.Admissions;
using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Applications;
using CEBase.Enrollment.Archives;
using CEBase.Enrollment.Demo;
using CEBase.Enrollment.LearnerRegister;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Logistics;
using CEBase.Enrollment.MyLearning;
using CEBase.Enrollment.Organisations;
using CEBase.Enrollment.Privacy;
using CEBase.Enrollment.Registration;
using CEBase.Enrollment.RosterCheck;
using CEBase.Enrollment.Rosters;
using CEBase.Enrollment.Seats;
using CEBase.Platform;
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
        services.AddPermissions<Permissions>();
        AddLearners(services);
        AddSeats(services);
        AddPages(services);
        AddReadiness(services);
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => Api.Map(routes);

    private static void AddLearners(IServiceCollection services)
    {
        services.AddSingleton<LearnerStore>();
        services.AddSingleton<IEnrolmentDirectory, EnrolmentDirectory>();
        services.AddSingleton<OrganisationContacts>();
        services.AddSingleton<PrivacyNotices>();
        services.AddSingleton<RegistrationService>();
        services.AddRecipeStep<PrivacyNoticeStep>();
        services.AddSingleton<PeopleMaker>();
        services.AddRecipeStep<DemoLearnersStep>();
        services.AddRecipeStep<DemoEnrolmentsStep>();
        services.AddSpreadsheetImport<StaffRosterImport>();
        services.AddSpreadsheetImport<OwnRosterImport>();
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddScoped<ApplicationService>();
        services.AddScoped<OwnEnrolments>();
        services.AddScoped<MyData>();
        services.AddScoped<ClassAdmissions>();
        services.AddScoped<AdmissionService>();
        services.AddSingleton<LearnerSearch>();
        services.AddAdminMenu<AdminMenu>();
        services.AddWork<AdmissionWork>();
        services.AddSearch<LearnerFinder>();
        services.AddHomeFigures<EnrolmentFigures>();

        services.AddArchiveSource<RosterSource>();
        services.AddClosingFigures<RosterSource>();

        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "学员", "/console/classes/{key}/enrolments", Permissions.View, 30) { Group = "学员" });
    }

    private static void AddReadiness(IServiceCollection services)
    {
        services.AddTraceActs(("agreement_agreed", "同意学员协议"), ("own_people_note", "登记非本单位学员的理由"));
        services.AddScoped<AgreementService>();
        services.AddScoped<IAgreementConsents>(p => p.GetRequiredService<AgreementService>());
        services.AddStepGate<AgreementTextGate>();
        services.AddScoped<RosterFacts>();
        services.AddScoped<OwnPeopleService>();
        foreach (var (label, rule) in RosterGate.Lines)
        {
            services.AddScoped<IStepGate>(p => new RosterGate(label, p.GetRequiredService<RosterFacts>(), rule));
        }
        services.AddTraceActs(("logistics_set", "设置食宿安排"), ("rooms_proposed", "编排房间"), ("room_moved", "调整房间"), ("contact_revealed", "查看紧急联系人"),
            ("logistics_exported", "导出食宿安排"), ("needs_deleted", "自动删除饮食禁忌和紧急联系人"));
        services.AddScoped<StayService>();
        services.AddScoped<LogisticsService>();
        services.AddStepGate<LodgingGate>();
        services.AddScoped<NeedsRetention>();
        services.AddJob<NeedsRetention>("forget-needs", "0 40 2 * * ?");
        services.AddHandler<SeatGivenBack, ForgetStay>();
        services.AddRecipeStep<DemoLogisticsStep>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "食宿", "/console/classes/{key}/logistics", Permissions.Logistics, 35) { Group = "学员" });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "名单核对", "/console/classes/{key}/roster-check", Permissions.View, 37) { Group = "学员" });
    }

    private static void AddSeats(IServiceCollection services)
    {
        services.AddScoped<SeatPool>();
        services.AddScoped<WaitingList>();
        services.AddScoped<SeatService>();
        services.AddScoped<GroupSeating>();
        services.AddScoped<SeatAvailability>();
        services.AddScoped<ISeatAvailability>(p => p.GetRequiredService<SeatAvailability>());
        services.AddScoped<IClassActionProvider, ClassActions>();
        services.AddSingleton<ILearnerClashes, SharedSeats>();
        services.AddScoped<FactGatherer>();
        services.AddWorkflow<EnrolmentWorkflow>();
        foreach (var step in EnrolmentSteps.Entering)
        {
            foreach (var (label, check) in ApplicationFacts.Rules)
            {
                services.AddScoped<IStepGate>(p => new EnteringGate(step, label, p.GetRequiredService<FactGatherer>(), check));
            }
            services.AddScoped<IStepGate>(p => new ClashGate(step, p.GetRequiredService<FactGatherer>(), p.GetRequiredService<IClassDirectory>()));
        }
        services.AddScoped<IStepGate>(p => new ClashGate(EnrolmentSteps.Admit, p.GetRequiredService<FactGatherer>(), p.GetRequiredService<IClassDirectory>()));
        services.AddStepGate<SeatGate>();
        services.AddStepGate<WholeGroupGate>();
        services.AddStepGate<WithdrawGate>();
        services.AddHandler<ClassSeatsChanged, ResizeSeats>();
        services.AddHandler<ClassStateChanged, FollowClassState>();
    }
}
