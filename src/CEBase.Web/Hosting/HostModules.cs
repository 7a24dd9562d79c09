using System.Reflection;

namespace CEBase.Web.Hosting;

/// <summary>What this host is made of, in one place; the tests compose the same list.</summary>
public static class HostModules
{
    /// <summary>One assembly a module, in any order: the manifests say what stands on what.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(Platform.Permissions).Assembly,
        typeof(Regulations.Permissions).Assembly,
        typeof(Instructors.Permissions).Assembly,
        typeof(Projects.Permissions).Assembly,
        typeof(Catalogue.Permissions).Assembly,
        typeof(Enrollment.Permissions).Assembly,
        typeof(Learning.Permissions).Assembly,
        typeof(Income.Permissions).Assembly,
        typeof(Funds.Permissions).Assembly,
    ];
}
