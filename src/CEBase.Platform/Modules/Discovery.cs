using System.Reflection;
using CEBase.Platform.Events;
using CEBase.Platform.Imports;
using CEBase.Platform.Navigation;
using CEBase.Platform.Recipes;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CEBase.Platform.Modules;

/// <summary>
/// What a module need not register because its type says what it is: permissions and menus (one for all), workflows, gates, work, search, figures, recipe steps,
/// imports and handlers of events (one a scope), verbs. A type whose constructor asks for more than services (a word, a function) is registered by hand.
/// </summary>
internal static class Discovery
{
    private static readonly Type[] Singletons = [typeof(IPermissionProvider), typeof(IMenuProvider)];

    private static readonly Type[] Scoped =
    [
        typeof(IWorkflow), typeof(IStepGate), typeof(IWorkProvider), typeof(ISearchProvider), typeof(IHomeFigureProvider), typeof(IRecipeStep), typeof(ISpreadsheetImport),
    ];

    /// <summary>Concrete classes of that kind, in the order of their names.</summary>
    public static IEnumerable<Type> Of<T>(Assembly assembly) => Concrete(assembly).Where(t => t.IsAssignableTo(typeof(T)));

    /// <summary>Registers what is found.</summary>
    public static void Register(IServiceCollection services, Assembly assembly)
    {
        foreach (var type in Concrete(assembly))
        {
            foreach (var contract in type.GetInterfaces())
            {
                if (Singletons.Contains(contract))
                {
                    services.TryAddEnumerable(ServiceDescriptor.Singleton(contract, type));
                }
                else if (Scoped.Contains(contract) || (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IDomainEventHandler<>)))
                {
                    services.TryAddEnumerable(ServiceDescriptor.Scoped(contract, type));
                }
            }
        }
    }

    private static IEnumerable<Type> Concrete(Assembly assembly) => assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && t.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(AsksForServices))
        .OrderBy(t => t.FullName, StringComparer.Ordinal);

    private static bool AsksForServices(ConstructorInfo constructor) => constructor.GetParameters()
        .All(p => p.ParameterType is { IsPrimitive: false, IsEnum: false } type && type != typeof(string) && !type.IsAssignableTo(typeof(Delegate)));
}
