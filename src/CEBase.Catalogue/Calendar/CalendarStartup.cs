namespace CEBase.Catalogue.Calendar;

internal sealed class CalendarStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<TeachingCalendar>();
}
