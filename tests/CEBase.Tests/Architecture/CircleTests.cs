using System.Reflection;
using CEBase.Web.Hosting;

namespace CEBase.Tests.Architecture;

/// <summary>Inside a module a namespace is a capability with a floor of its own: what two need goes below both.</summary>
public sealed class CircleTests
{
    // How many namespaces of a module still stand in a circle. A number may only be lowered, a module only be struck out.
    private static readonly Dictionary<string, int> NotYetClean = new()
    {
        ["CEBase.Platform"] = 32,
        ["CEBase.Regulations"] = 10,
        ["CEBase.Instructors"] = 8,
        ["CEBase.Projects"] = 12,
        ["CEBase.Catalogue"] = 14,
        ["CEBase.Enrollment"] = 10,
        ["CEBase.Learning"] = 8,
        ["CEBase.Income"] = 14,
        ["CEBase.Funds"] = 20,
    };

    public static TheoryData<string> Modules => [.. HostModules.Assemblies.Select(a => a.GetName().Name!)];

    [Theory, MemberData(nameof(Modules))]
    public void Namespaces_of_a_module_never_know_each_other_in_a_circle(string module)
    {
        var graph = NamespaceGraph.Of(Assembly.Load(module), module);
        var circles = graph.Circles();
        Assert.True(circles.Sum(c => c.Count) <= NotYetClean.GetValueOrDefault(module),
            $"{circles.Sum(c => c.Count)} namespaces of {module} know each other in a circle.\n{string.Join('\n', circles.Select(graph.Describe))}");
    }

    [Fact]
    public void A_circle_is_found_in_bodies_of_methods_and_names_only_who_stands_in_it()
    {
        var root = typeof(CircleTests).Namespace + ".Circle";
        var graph = NamespaceGraph.Of(typeof(CircleTests).Assembly, root);
        var circle = Assert.Single(graph.Circles());
        Assert.Equal([root + ".Lower", root + ".Upper"], circle);
        Assert.Contains("Below→Above", graph.Describe(circle));
    }
}
