using CEBase.Platform;
using CEBase.Projects.Evidence;
using CEBase.Projects.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Drafting;

/// <summary>Drafts of projects and the questions asked before.</summary>
internal sealed class DraftingStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("repeat", "再办一期"));
        services.AddScoped<EvidenceFiles>();
        services.AddSingleton<IntakeQuestions>();
        services.AddSingleton<IPolicyCarrier>(provider => provider.GetRequiredService<IntakeQuestions>());
        services.AddSingleton<ProjectRepository>();
        services.AddSingleton<IProjectDirectory, ProjectDirectory>();
        services.AddScoped<ProjectChoices>();
        services.AddScoped<ProjectService>();
        services.AddScoped<IProjectPlanner>(provider => provider.GetRequiredService<ProjectService>());
    }
}
