using System.Reflection;
using System.Reflection.Emit;
using CEBase.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace CEBase.Tests.Platform.Host;

public sealed class CompositionTests
{
    [Fact]
    public void Every_module_comes_after_those_it_depends_on()
    {
        var ids = Compose(HostModules.Assemblies.Reverse()).All.Select(m => m.Manifest.Id).ToList();

        Assert.Equal(HostModules.Assemblies.Count, ids.Count);
        Assert.All(Compose(HostModules.Assemblies).All, module =>
            Assert.All(module.Manifest.Dependencies, dependency => Assert.True(ids.IndexOf(dependency) < ids.IndexOf(module.Manifest.Id))));
    }

    [Fact]
    public void A_missing_dependency_is_refused_by_name()
    {
        var without = HostModules.Assemblies.Where(a => a.GetName().Name != "CEBase.Catalogue");

        var refused = Assert.Throws<ModuleException>(() => Compose(without));

        Assert.Contains("CEBase.Enrollment", refused.Message);
        Assert.Contains("CEBase.Catalogue", refused.Message);
    }

    [Fact]
    public void A_circle_is_refused_by_name()
    {
        var refused = Assert.Throws<ModuleException>(() => Compose([Module("Hen", "Egg"), Module("Egg", "Hen")]));

        Assert.Contains("Hen", refused.Message);
        Assert.Contains("循环", refused.Message);
    }

    [Fact]
    public void An_assembly_without_a_manifest_is_refused_by_name()
    {
        var refused = Assert.Throws<ModuleException>(() => Compose([typeof(CompositionTests).Assembly]));

        Assert.Contains("CEBase.Tests", refused.Message);
    }

    private static ModuleSet Compose(IEnumerable<Assembly> assemblies) =>
        ModuleSet.Compose(new ConfigurationBuilder().Build(), new HostingEnvironment(), assemblies);

    private static AssemblyBuilder Module(string id, params string[] dependencies)
    {
        var type = typeof(ModuleAttribute);
        var manifest = new CustomAttributeBuilder(
            type.GetConstructor([])!, [],
            [type.GetProperty("Id")!, type.GetProperty("Name")!, type.GetProperty("Description")!, type.GetProperty("Dependencies")!],
            [id, id, id, dependencies]);
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(id), AssemblyBuilderAccess.Run, [manifest]);
        assembly.DefineDynamicModule(id).DefineType("Startup", TypeAttributes.Public, typeof(StartupBase)).CreateType();
        return assembly;
    }
}
