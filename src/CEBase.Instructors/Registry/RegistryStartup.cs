using CEBase.Instructors.Titles;
using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Instructors.Registry;

/// <summary>The registry and its table of titles.</summary>
internal sealed class RegistryStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("suspend", "停止授课"), ("alias", "收入职称写法"), ("title_level", "重新认定职称级别"));
        services.AddSingleton<TitleRepository>();
        services.AddSingleton<ITitles>(p => p.GetRequiredService<TitleRepository>());
        services.AddSingleton<InstructorRepository>();
        services.AddSingleton<TitleHistory>();
        services.AddScoped<IInstructorRegistry, InstructorRegistry>();
        services.AddScoped<InstructorService>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Registry/InstructorEdit", InstructorAddresses.Registry + "/new"));
    }
}
