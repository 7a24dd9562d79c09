using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CEBase.Platform.Modules;

/// <summary>What a module need not register, see <see cref="DiscoveredAttribute"/>.</summary>
internal static class Discovery
{
    /// <summary>Concrete classes of that kind, in the order of their names.</summary>
    public static IEnumerable<Type> Of<T>(Assembly assembly) => Concrete(assembly).Where(t => t.IsAssignableTo(typeof(T)));

    /// <summary>Registers what is found.</summary>
    public static void Register(IServiceCollection services, Assembly assembly)
    {
        foreach (var type in Concrete(assembly))
        {
            foreach (var contract in type.GetInterfaces())
            {
                if (contract.GetCustomAttribute<DiscoveredAttribute>() is { } found)
                {
                    services.TryAddEnumerable(new ServiceDescriptor(contract, type, found.Lifetime));
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
