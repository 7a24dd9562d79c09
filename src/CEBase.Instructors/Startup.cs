using CEBase.Instructors.Registry;
using CEBase.Instructors.Titles;
using CEBase.Platform;
using CEBase.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Instructors;

/// <summary>师资库：教师、学历学位、职称与资格。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("suspend", "停止授课"), ("resume", "恢复授课"));
        services.AddPermissions<Permissions>();
        services.AddAdminMenu<AdminMenu>();
        services.AddScoped<IInstructorRegistry, InstructorRegistry>();
        services.AddScoped<InstructorService>();
        services.AddScoped<InstructorQueries>();
        services.AddRecipeStep<TitlesStep>();
        services.AddRecipeStep<InstructorsStep>();
        services.AddSearch<InstructorSearch>();
    }
}
