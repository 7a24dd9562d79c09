using CEBase.Projects.Drafting;
using CEBase.Projects.Parts;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Approval;

/// <summary>A project with everything that hangs on it, as its checks see it.</summary>
internal sealed record ProjectFacts(Project Project, PartsOfProject Parts)
{
    public static async Task<ProjectFacts?> ReadAsync(DbScope db, long id) =>
        await Project.FindAsync(db, id) is { } project ? new(project, await ProjectParts.OfAsync(db, id)) : null;
}

/// <summary>One thing looked at before a project is submitted and again before it is approved: gathers facts and asks a rule.</summary>
internal interface IProjectCheck
{
    /// <summary>Line of the checklist.</summary>
    string Label { get; }

    /// <summary>Where it is mended, after the project's address.</summary>
    string Place { get; }

    Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts);
}

/// <summary>Puts a check before a step of a project.</summary>
internal sealed class ProjectGate(string step, IProjectCheck check) : IStepGate
{
    public string RecordType => ProjectStates.RecordType;

    public string Step => step;

    public string Label => check.Label;

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext context) => await ProjectFacts.ReadAsync(context.Session, context.RecordId) is { } facts
        ? [.. (await check.CheckAsync(context.Session, facts)).Select(f => f with { Remedy = f.Remedy ?? $"/console/projects/{facts.Project.Number}{check.Place}" })]
        : [];
}

internal static class ProjectGateServices
{
    /// <summary>Has the check made at submission and, since things move on while a project waits, at approval.</summary>
    public static IServiceCollection AddProjectCheck<T>(this IServiceCollection services) where T : class, IProjectCheck
    {
        services.AddScoped<T>();
        foreach (var step in new[] { ProjectWorkflow.Submit, ProjectWorkflow.Approve })
        {
            services.AddScoped<IStepGate>(provider => new ProjectGate(step, provider.GetRequiredService<T>()));
        }
        return services;
    }
}
