namespace CEBase.Enrollment.Seats;

/// <summary>Enrolments, seats and the waiting list.</summary>
internal sealed class SeatsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<EnrolmentRepository>();
        services.AddSingleton<IEnrolmentDirectory, EnrolmentDirectory>();
        services.AddSingleton<ILearnerClashes, SharedSeats>();
        services.AddScoped<OwnEnrolments>();
        services.AddScoped<SeatPool>();
        services.AddScoped<WaitingList>();
        services.AddScoped<SeatService>();
        services.AddScoped<GroupSeating>();
        services.AddScoped<SeatAvailability>();
        services.AddScoped<ISeatAvailability>(p => p.GetRequiredService<SeatAvailability>());
    }
}
