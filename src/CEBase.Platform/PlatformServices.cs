using CEBase.Platform.Navigation;
using CEBase.Platform.Traces;

namespace CEBase.Platform;

/// <summary>One line a thing, for the startups of modules.</summary>
public static class PlatformServices
{
    /// <summary>Adds a tab to a record's pages.</summary>
    public static IServiceCollection AddRecordTab(this IServiceCollection services, RecordTab tab) => services.AddSingleton(tab);

    /// <summary>Names the acts, no steps of a workflow, that a module leaves in the trace.</summary>
    public static IServiceCollection AddTraceActs(this IServiceCollection services, params (string Name, string Label)[] acts)
    {
        foreach (var (name, label) in acts)
        {
            services.AddSingleton(new TraceAct(name, label));
        }
        return services;
    }

    /// <summary>Tells how records of a kind are called and where they are.</summary>
    public static IServiceCollection AddRecordNames(this IServiceCollection services, RecordNames names) => services.AddSingleton(names);
}
