using System.Reflection;

namespace CEBase.Web.Hosting;

/// <summary>What this host is made of, in one place; the tests compose the same list.</summary>
public static class HostModules
{
    /// <summary>One assembly a module, in any order: the manifests say what stands on what.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(Platform.Startup).Assembly,
        typeof(Regulations.Startup).Assembly,
        typeof(Instructors.Startup).Assembly,
        typeof(Projects.Startup).Assembly,
        typeof(Catalogue.Startup).Assembly,
        typeof(Enrollment.Startup).Assembly,
        typeof(Learning.Startup).Assembly,
        typeof(Income.Startup).Assembly,
        typeof(Funds.Startup).Assembly,
    ];
}
