using System.Reflection;
using CEBase.Web.Hosting;

namespace CEBase.Tests.Architecture;

/// <summary>Inside a module a namespace is a capability with a floor of its own: what two need goes below both.</summary>
public sealed class CircleTests
{
    public static TheoryData<string> Modules => [.. HostModules.Assemblies.Select(a => a.GetName().Name!)];

    [Theory, MemberData(nameof(Modules))]
    public void Namespaces_of_a_module_never_know_each_other_in_a_circle(string module)
    {
        var graph = NamespaceGraph.Of(Assembly.Load(module), module);
        var circles = graph.Circles();
        Assert.True(circles.Count == 0, string.Join('\n', circles.Select(graph.Describe)));
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
