using System.Reflection;

namespace CEBase.Tests.Architecture;

/// <summary>Project files and manifests say exactly which modules a module uses.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string> Modules => [.. Sources.Modules];

    [Theory, MemberData(nameof(Modules))]
    public void A_project_names_exactly_the_modules_it_uses(string module)
    {
        var (named, used) = (Sources.ReferencesOf(module), Sources.UsedBy(module));
        Assert.Equal(used, named);
    }

    [Theory, MemberData(nameof(Modules))]
    public void A_manifest_depends_on_exactly_the_modules_it_uses(string module)
    {
        var ids = Sources.Modules.ToDictionary(m => m, m => Assembly.Load(m).GetCustomAttribute<ModuleAttribute>()?.Id);
        var said = Assembly.Load(module).GetCustomAttribute<ModuleAttribute>()?.Dependencies.Order(StringComparer.Ordinal).ToList() ?? [];
        var used = Sources.UsedBy(module).Select(m => ids.GetValueOrDefault(m)).OfType<string>().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(used, said);
    }
}
