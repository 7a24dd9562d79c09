using CEBase.Catalogue;
using CEBase.Enrollment.Applications;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;
using CEBase.Platform;
using CEBase.Platform.Modules;
using CEBase.Platform.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Enrollment;

/// <summary>学员、报名、名额、候补与委托单位名册。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPermissions<Permissions>();
        AddLearners(services);
        AddSeats(services);
    }

    private static void AddLearners(IServiceCollection services)
    {
        services.AddSingleton<LearnerStore>();
        services.AddSingleton<IEnrolmentDirectory, EnrolmentDirectory>();
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
        services.AddScoped<FactGatherer>();
        services.AddWorkflow<EnrolmentWorkflow>();
        foreach (var step in EnrolmentSteps.Entering)
        {
            services.AddScoped<IStepGate>(p => new EnteringGate(step, "报名时间", p.GetRequiredService<FactGatherer>(), ClassTakesApplications.Check));
            services.AddScoped<IStepGate>(p => new EnteringGate(step, "学员资料", p.GetRequiredService<FactGatherer>(), ProfileIsComplete.Check));
            services.AddScoped<IStepGate>(p => new EnteringGate(step, "招收范围", p.GetRequiredService<FactGatherer>(), AudienceIsRight.Check));
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
