using CEBase.Platform.Data;
using Microsoft.Extensions.DependencyInjection.Extensions;
using CEBase.Platform.Imports;
using CEBase.Platform.Navigation;
using CEBase.Platform.Recipes;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Workflows;

namespace CEBase.Platform;

/// <summary>One line a thing, for the startups of modules.</summary>
public static class PlatformServices
{
    /// <summary>Adds a module's permissions.</summary>
    public static IServiceCollection AddPermissions<T>(this IServiceCollection services) where T : class, IPermissionProvider => services.Once(ServiceDescriptor.Singleton<IPermissionProvider, T>());

    /// <summary>Adds a module's console navigation.</summary>
    public static IServiceCollection AddAdminMenu<T>(this IServiceCollection services) where T : class, IMenuProvider => services.Once(ServiceDescriptor.Singleton<IMenuProvider, T>());

    /// <summary>Adds the life of a kind of record.</summary>
    public static IServiceCollection AddWorkflow<T>(this IServiceCollection services) where T : class, IWorkflow => services.Once(ServiceDescriptor.Scoped<IWorkflow, T>());

    /// <summary>Adds what a module has to say before a step.</summary>
    public static IServiceCollection AddStepGate<T>(this IServiceCollection services) where T : class, IStepGate => services.Once(ServiceDescriptor.Scoped<IStepGate, T>());

    /// <summary>Adds a recipe step.</summary>
    public static IServiceCollection AddRecipeStep<T>(this IServiceCollection services) where T : class, IRecipeStep => services.Once(ServiceDescriptor.Scoped<IRecipeStep, T>());

    /// <summary>Adds a kind of spreadsheet.</summary>
    public static IServiceCollection AddSpreadsheetImport<T>(this IServiceCollection services) where T : class, ISpreadsheetImport => services.Once(ServiceDescriptor.Scoped<ISpreadsheetImport, T>());

    /// <summary>Adds a handler of a lower module's event.</summary>
    public static IServiceCollection AddHandler<TEvent, T>(this IServiceCollection services) where TEvent : IDomainEvent where T : class, IDomainEventHandler<TEvent> => services.Once(ServiceDescriptor.Scoped<IDomainEventHandler<TEvent>, T>());

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

    /// <summary>Adds lines to the "today" page.</summary>
    public static IServiceCollection AddWork<T>(this IServiceCollection services) where T : class, IWorkProvider => services.Once(ServiceDescriptor.Scoped<IWorkProvider, T>());

    /// <summary>Tells how records of a kind are called and where they are.</summary>
    public static IServiceCollection AddRecordNames(this IServiceCollection services, RecordNames names) => services.AddSingleton(names);

    /// <summary>Adds hits to the console's search.</summary>
    public static IServiceCollection AddSearch<T>(this IServiceCollection services) where T : class, ISearchProvider => services.Once(ServiceDescriptor.Scoped<ISearchProvider, T>());

    /// <summary>Adds figures to the home page.</summary>
    public static IServiceCollection AddHomeFigures<T>(this IServiceCollection services) where T : class, IHomeFigureProvider => services.Once(ServiceDescriptor.Scoped<IHomeFigureProvider, T>());

    private static IServiceCollection Once(this IServiceCollection services, ServiceDescriptor service)
    {
        services.TryAddEnumerable(service);
        return services;
    }
}
