namespace CEBase.Catalogue.Courses;

internal sealed class CoursesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<CourseRepository>();
        services.AddScoped<CourseService>();
    }
}
